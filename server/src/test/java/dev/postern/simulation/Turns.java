package dev.postern.simulation;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lets one thread run at a time: the simulation's, or one request's until it has to wait or is
/// done. So the threads of the nodes bring no chance of their own into a run.
final class Turns {
  private static final long PATIENCE_SECONDS = 60;

  private final Timeline timeline;
  private final Thread simulation = Thread.currentThread();
  private final Semaphore back = new Semaphore(0);

  Turns(Timeline timeline) {
    this.timeline = timeline;
  }

  /// On the simulation's thread: waits until the request that was let go waits again or is done.
  void await() {
    try {
      if (!back.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("a request neither waits nor ends");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// On a request's thread: waits for so long in simulated time.
  void pause(Duration time) {
    var turn = new Semaphore(0);
    timeline.after(
        time,
        () -> {
          turn.release();
          await();
        });
    back.release();
    turn.acquireUninterruptibly();
  }

  /// On whichever thread a request ends.
  void done() {
    if (Thread.currentThread() != simulation) {
      back.release();
    }
  }
}
