package dev.postern.embedded;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Looks once a second whether PostgreSQL runs, starts it again if it does not, and keeps its log
/// within bounds. After a start that failed it waits twice as long as before, up to a minute.
final class Supervisor implements AutoCloseable {
  static final Duration PERIOD = Duration.ofSeconds(1);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /// What is looked after.
  interface Ward {
    boolean runs();

    /// Starts it again, or throws [EmbeddedPostgresFailed].
    void start();

    /// Keeps what it writes within bounds.
    void tidy();
  }

  private final Ward ward;
  private final RestartListener listener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("supervisor").unstarted(this::run);
  private Duration pause = PERIOD;

  /// One that looks only when it is told to.
  Supervisor(Ward ward, RestartListener listener) {
    this.ward = ward;
    this.listener = listener;
  }

  Supervisor begin() {
    thread.start();
    return this;
  }

  private void run() {
    try {
      while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  void look() {
    try {
      if (ward.runs()) {
        ward.tidy();
      } else {
        listener.ended();
        ward.start();
        listener.restarted();
      }
      pause = PERIOD;
    } catch (RuntimeException e) { // the loop is a door: nothing may end it
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
      listener.failed(String.valueOf(e.getMessage()), pause);
    }
  }

  /// How long it waits until the next look.
  Duration pause() {
    return pause;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /// Returns when nothing is started any more; a start in work is waited for, which is bounded.
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
