package dev.postern.doctor;

import dev.postern.gateway.GatewayRegister;
import dev.postern.gateway.GatewayRules;
import dev.postern.gateway.RegisteredGateway;
import dev.postern.gateway.ReplyCheck;
import dev.postern.gateway.SettingsReader;
import dev.postern.gateway.SettingsReading;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Goes round the enabled gateways, up to a bound, and has each [GatewayCheck] look at each.
public final class GatewaysCheck implements Check {
  static final int MOST = 1000;

  private final GatewayRegister register;
  private final List<GatewayCheck> checks;

  /// `memory` is how long replies are remembered for retransmissions.
  public GatewaysCheck(GatewayRegister register, Duration memory, InstantSource clock) {
    this.register = register;
    this.checks =
        List.of(
            new ProofCheck(),
            new SecretCheck(clock),
            new TimersCheck(memory),
            new FortiOsTimerCheck());
  }

  @Override
  public List<Finding> look() {
    var gateways = register.list("", MOST + 1);
    var lengths = register.secretLengths();
    var findings = new ArrayList<Finding>();
    for (var gateway : gateways.subList(0, Math.min(MOST, gateways.size()))) {
      if (gateway.enabled()) {
        findings.addAll(look(gateway, lengths));
      }
    }
    if (gateways.isEmpty()) {
      findings.add(none());
    } else if (gateways.size() > MOST) {
      findings.add(tooMany());
    }
    return findings;
  }

  private List<Finding> look(RegisteredGateway gateway, Map<String, Integer> lengths) {
    return switch (SettingsReader.read(gateway.settings(), ReplyCheck.NONE)) {
      case SettingsReading.Sound(GatewayRules rules) -> {
        var length = lengths.get(gateway.name());
        var secretLength = length == null ? OptionalInt.empty() : OptionalInt.of(length);
        var examined = new ExaminedGateway(gateway, rules, secretLength);
        yield checks.stream().flatMap(check -> check.look(examined).stream()).toList();
      }
      case SettingsReading.Unsound unsound ->
          List.of(
              Finding.wrong(
                  "gateway " + gateway.name(),
                  "it is not answered, for its settings are unsound: " + unsound.inOneLine(),
                  "posternctl gateway change " + gateway.name()));
    };
  }

  private static Finding none() {
    return Finding.advice(
        "gateways", "there is none, so nobody is answered", "posternctl gateway add --help");
  }

  private static Finding tooMany() {
    return Finding.advice("gateways", "only the first " + MOST + " were looked at", "");
  }
}
