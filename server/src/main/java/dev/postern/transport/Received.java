package dev.postern.transport;

import dev.postern.octets.Octets;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Octets from the network, where they came from and by which of our addresses, and the way back.
/// `arrivedNanos` is [System#nanoTime]'s clock.
public record Received(
    Octets octets,
    InetSocketAddress source,
    InetSocketAddress local,
    long arrivedNanos,
    WayBack wayBack) {
  /// The way to where the request came from, by the address it came to (RFC 2865, section 3).
  public interface WayBack {
    void send(Octets reply);

    /// Runs the action after the delay, even if the way is [#gone] by then; it must not block.
    void later(Duration delay, Runnable action);

    /// Whether nothing that is sent could arrive any more.
    default boolean gone() {
      return false;
    }

    /// Takes a place among the requests of this way that are in work, if it has one left; whoever
    /// took it gives it back.
    default boolean takePlace() {
      return true;
    }

    default void givePlace() {}

    /// What came bears no trust: a connection is closed (RFC 6613, section 2.6.4), while a datagram
    /// is only dropped.
    default void distrust(Distrust why) {}
  }
}
