package dev.postern.crypto;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/// Objects that are dear to make, serve one thread at a time and may be used again. A virtual
/// thread lives for one request, so they are kept here and not with the thread; those beyond the
/// bound are let go.
final class Idle<T> {
  private static final int MOST = 64;

  private final ArrayBlockingQueue<T> idle = new ArrayBlockingQueue<>(MOST);
  private final Supplier<T> fresh;

  Idle(Supplier<T> fresh) {
    this.fresh = fresh;
  }

  /// Lends one out. It is kept for the next only if `work` ends well.
  <R> R use(Function<T, R> work) {
    T lent = idle.poll();
    if (lent == null) {
      lent = fresh.get();
    }
    R result = work.apply(lent);
    // A full queue refuses it, and that is fine.
    var _ = idle.offer(lent);
    return result;
  }
}
