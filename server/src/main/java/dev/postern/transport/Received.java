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

    /// Runs the action after the delay; it must not block.
    void later(Duration delay, Runnable action);
  }
}
