package dev.postern.transport;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/// A virtual thread for each request, and no more of them at once than the bound.
public final class Workers {
  private final Semaphore places;
  private final int bound;

  public Workers(int bound) {
    this.bound = bound;
    this.places = new Semaphore(bound);
  }

  /// Runs the work on a thread of its own, or says no at once.
  public boolean offer(Runnable work) {
    if (!places.tryAcquire()) {
      return false;
    }
    Thread.ofVirtual().name("request").start(() -> run(work));
    return true;
  }

  private void run(Runnable work) {
    try {
      work.run();
    } finally {
      places.release();
    }
  }

  public int busy() {
    return bound - places.availablePermits();
  }

  public int bound() {
    return bound;
  }

  /// Waits until nothing is in work, but no longer than `patience`; says whether it is so.
  public boolean drain(Duration patience) throws InterruptedException {
    boolean idle =
        places.tryAcquire(bound, patience.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    if (idle) {
      places.release(bound);
    }
    return idle;
  }
}
