package dev.postern.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The key ring that this node holds at the moment, and who works with it. A ring changes while the
/// node serves: a key is added, another becomes the current one, an unused one goes.
public final class HeldKeys {
  private final List<Consumer<KeyRing>> takers = new ArrayList<>();
  private volatile KeyRing ring;

  public HeldKeys(KeyRing ring) {
    this.ring = ring;
  }

  public KeyRing ring() {
    return ring;
  }

  /// Hands the ring to `taker`, now and whenever it changes.
  public synchronized void handTo(Consumer<KeyRing> taker) {
    takers.add(taker);
    taker.accept(ring);
  }

  /// Works with another ring from now on. Only when everybody has taken it is it shown by [#ring].
  ///
  /// @throws KeyRingUnusable if a key that was held is another under the same name
  public synchronized void take(KeyRing next) {
    next.requireSameKeys(ring);
    takers.forEach(taker -> taker.accept(next));
    ring = next;
  }
}
