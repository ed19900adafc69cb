package dev.postern.doctor;

import dev.postern.node.ClockWatch;
import java.time.Duration;
import java.util.List;

/// Whether the clock of the node that is asked drifts towards the point where it may judge no
/// codes; past that point [ReadinessCheck] tells.
public record ClockCheck(ClockWatch watch) implements Check {
  static final Duration NOTICEABLE = Duration.ofSeconds(1);

  @Override
  public List<Finding> look() {
    return watch.agrees() ? watch.offset().stream().map(ClockCheck::finding).toList() : List.of();
  }

  private static Finding finding(Duration offset) {
    String what = "its clock is off the database's by " + offset.toMillis() + " ms";
    return offset.abs().compareTo(NOTICEABLE) > 0
        ? Finding.advice(
            "this node",
            what + ", and from " + ClockWatch.TOLERANCE.toSeconds() + " s on it answers no logins",
            "run NTP on nodes and database alike")
        : Finding.sound("this node", what);
  }
}
