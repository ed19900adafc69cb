package dev.postern.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How long a gateway takes to turn to its next server (S11): its whole wait. Meanwhile it sends
/// the request again, which ought to find the reply remembered.
final class TimersCheck implements GatewayCheck {
  static final Duration SLOW = Duration.ofSeconds(60);

  private final Duration memory;

  TimersCheck(Duration memory) {
    this.memory = memory;
  }

  @Override
  public List<Finding> look(ExaminedGateway gateway) {
    var findings = new ArrayList<Finding>();
    findings.add(failover(gateway));
    if (gateway.rules().resend().compareTo(memory) > 0) {
      findings.add(forgotten(gateway));
    }
    return findings;
  }

  private static Finding failover(ExaminedGateway gateway) {
    var budget = gateway.rules().policy().budget();
    var resend = gateway.rules().resend();
    String what =
        "its failover takes "
            + budget.toSeconds()
            + " s, in which it sends a request "
            + times(budget, resend);
    return budget.compareTo(SLOW) > 0
        ? Finding.advice(
            gateway.about(),
            what,
            "when a node is down, each login waits so long for the next one: lower its wait"
                + " (remoteauthtimeout on a FortiGate), then posternctl gateway change "
                + gateway.name()
                + " --budget")
        : Finding.sound(gateway.about(), what);
  }

  /// It is sent at the beginning of each interval that begins within the budget.
  private static String times(Duration budget, Duration resend) {
    long times = Math.ceilDiv(budget.toSeconds(), resend.toSeconds());
    return times == 1 ? "once" : times + " times";
  }

  private Finding forgotten(ExaminedGateway gateway) {
    return Finding.advice(
        gateway.about(),
        "it sends a request again after "
            + gateway.rules().resend().toSeconds()
            + " s, but replies are remembered for "
            + memory.toSeconds()
            + " s only (radius.memory)",
        "have it ask again sooner, or raise radius.memory");
  }
}
