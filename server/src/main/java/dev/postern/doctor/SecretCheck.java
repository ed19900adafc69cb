package dev.postern.doctor;

import dev.postern.radius.SharedSecret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Whether a gateway's shared secret can be opened, is long enough, and is the only one that is
/// good for long.
final class SecretCheck implements GatewayCheck {
  static final Duration LONG = Duration.ofDays(2);

  private final InstantSource clock;

  SecretCheck(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public List<Finding> look(ExaminedGateway gateway) {
    var findings = new ArrayList<Finding>();
    gateway
        .secretLength()
        .ifPresentOrElse(
            length -> lookAt(length, gateway, findings), () -> findings.add(sealed(gateway)));
    gateway
        .registered()
        .rotatingUntil()
        .filter(until -> until.isAfter(clock.instant().plus(LONG)))
        .ifPresent(until -> findings.add(second(gateway, until)));
    return findings;
  }

  private static void lookAt(int length, ExaminedGateway gateway, List<Finding> findings) {
    if (length < SharedSecret.SHORT) {
      findings.add(
          Finding.wrong(
              gateway.about(),
              "its shared secret has "
                  + length
                  + " octets, fewer than "
                  + SharedSecret.SHORT
                  + ", and can be guessed from a packet",
              "posternctl gateway secret " + gateway.name()));
    }
  }

  private static Finding sealed(ExaminedGateway gateway) {
    return Finding.wrong(
        gateway.about(),
        "this node can't open its shared secret, so it is not answered here",
        "does this node hold every key? see posternctl status");
  }

  private Finding second(ExaminedGateway gateway, Instant until) {
    return Finding.advice(
        gateway.about(),
        "the secret before its present one is good for another "
            + Spans.text(Duration.between(clock.instant(), until)),
        "give the gateway its present secret; to end the old one before, keep the present one: "
            + "posternctl gateway secret "
            + gateway.name()
            + " --secret-stdin --overlap 0s");
  }
}
