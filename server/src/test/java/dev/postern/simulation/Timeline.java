package dev.postern.simulation;

import dev.postern.testing.LoginWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/// The simulated time: what is to happen, in the order in which it does. The clocks of the world
/// and of the nodes follow it.
final class Timeline {
  private record Event(Duration at, long number, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
  private final LoginWorld world;
  private Duration now = Duration.ZERO;
  private long scheduled;

  Timeline(LoginWorld world) {
    this.world = world;
  }

  Duration now() {
    return now;
  }

  Instant instant() {
    return world.clock().instant();
  }

  /// A clock that nobody sets.
  long nanos() {
    return now.toNanos();
  }

  void after(Duration delay, Runnable action) {
    events.add(new Event(now.plus(delay), scheduled++, action));
  }

  /// Lets everything happen, and whatever comes of it.
  void run() {
    for (Event event = events.poll(); event != null; event = events.poll()) {
      world.pass(event.at.minus(now));
      now = event.at;
      event.action.run();
    }
  }
}
