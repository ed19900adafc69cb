package dev.postern.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Whether this node's clock agrees with the database's.
///
/// The offset is measured every few seconds; between two measurements the monotonic clock tells
/// whether the node's clock was set, so that a jump is seen by the very next login and without the
/// database.
public final class ClockWatch {
  /// How far the clocks may be apart.
  public static final Duration TOLERANCE = Duration.ofSeconds(5);

  private static final Duration LONGEST_QUESTION = Duration.ofSeconds(2);

  /// When the database was asked, by both clocks of this node.
  public record Reading(Instant instant, long nanos) {}

  private record Measured(Instant instant, long nanos, Duration offset) {}

  private final InstantSource clock;
  private final LongSupplier nanos;
  private volatile @Nullable Measured measured;

  /// A watch over `clock`; `nanos` is a clock that nobody sets, such as [System#nanoTime].
  public ClockWatch(InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  /// To be called just before the database is asked for its time.
  public Reading reading() {
    return new Reading(clock.instant(), nanos.getAsLong());
  }

  /// Takes the database's answer. One that took long says too little and is left aside.
  public void answered(Reading asked, Instant databaseTime) {
    var took = Duration.ofNanos(nanos.getAsLong() - asked.nanos());
    if (took.compareTo(LONGEST_QUESTION) <= 0) {
      var middle = asked.instant().plus(took.dividedBy(2));
      var offset = Duration.between(databaseTime, middle);
      measured = new Measured(asked.instant(), asked.nanos(), offset);
    }
  }

  /// How far this node's clock is before the database's; empty before the first measurement.
  public Optional<Duration> offset() {
    var last = measured;
    if (last == null) {
      return Optional.empty();
    }
    var moved = Duration.between(last.instant(), clock.instant());
    var passed = Duration.ofNanos(nanos.getAsLong() - last.nanos());
    return Optional.of(last.offset().plus(moved).minus(passed));
  }

  /// Whether a login may be judged by this node's clock.
  public boolean agrees() {
    return offset().filter(offset -> offset.abs().compareTo(TOLERANCE) <= 0).isPresent();
  }
}
