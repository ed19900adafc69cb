package dev.postern.transport;

import dev.postern.octets.Octets;
import dev.postern.transport.Sighting.Answered;
import dev.postern.transport.Sighting.First;
import dev.postern.transport.Sighting.InProgress;
import dev.postern.transport.Sighting.Shed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Knows retransmissions (RFC 5080, section 2.2.2): the same packet again gets the very octets of
/// the first reply, or nothing while that is in work, and costs no second code, failure or push.
///
/// Requests are told apart by our address, the gateway's address and port, code and identifier; the
/// Request Authenticator tells a retransmission from a new request that uses the identifier again,
/// which takes the old one's place. Each gateway has a bound of its own, so that one cannot crowd
/// out another; at the bound the new request is shed and nothing remembered is given up. Safe on
/// many threads; time is [System#nanoTime]'s, so that a clock that jumps changes nothing.
final class Duplicates {
  /// What a request is told apart by. Addresses are kept as numbers, IPv4 as an IPv6 that holds it:
  /// there are so many keys that each object less shortens the collector's pauses.
  ///
  /// - `rest`: both ports, code and identifier; a high bit tells connections from addresses
  record Key(long localHigh, long localLow, long sourceHigh, long sourceLow, long rest) {
    static Key of(InetSocketAddress local, InetSocketAddress source, int code, int identifier) {
      ByteBuffer here = octets(local.getAddress());
      ByteBuffer there = octets(source.getAddress());
      long rest =
          (long) local.getPort() << 32
              | (long) source.getPort() << 16
              | (code & 0xff) << 8
              | (identifier & 0xff);
      return new Key(here.getLong(0), here.getLong(8), there.getLong(0), there.getLong(8), rest);
    }

    /// On a connection, of which no two have the same number: what was asked on one that is closed
    /// is never found again (RFC 6613, section 2.6.2).
    static Key on(long connection, int code, int identifier) {
      return new Key(0, connection, 0, 0, 1L << 62 | (code & 0xff) << 8 | (identifier & 0xff));
    }

    private static ByteBuffer octets(InetAddress address) {
      byte[] octets = address.getAddress();
      var wide = ByteBuffer.allocate(16);
      return octets.length == 16
          ? wide.put(octets)
          : wide.putLong(0).putInt(0xffff).put(octets); // RFC 4291, section 2.5.5.2
    }
  }

  /// `high` and `low` are the Request Authenticator; `reply` is absent, and `goodUntil` means
  /// nothing, while it is in work.
  private record Entry(long high, long low, @Nullable Octets reply, long goodUntil) {
    static Entry inWork(Octets authenticator) {
      var octets = ByteBuffer.wrap(authenticator.toArray());
      return new Entry(octets.getLong(), octets.getLong(), null, 0);
    }

    boolean sameRequest(Entry other) {
      return high == other.high && low == other.low;
    }
  }

  private final ConcurrentHashMap<String, Memory> gateways = new ConcurrentHashMap<>();
  private final LongSupplier nanos;
  private final long memoryNanos;
  private final int bound;

  Duplicates(LongSupplier nanos, Duration memory, int bound) {
    this.nanos = nanos;
    this.memoryNanos = memory.toNanos();
    this.bound = bound;
  }

  /// What is remembered of one gateway.
  private final class Memory {
    final ConcurrentHashMap<Key, Entry> entries = new ConcurrentHashMap<>();
    final AtomicInteger size = new AtomicInteger();

    Sighting sight(Key key, Octets authenticator) {
      var fresh = Entry.inWork(authenticator);
      while (true) {
        Entry known = entries.get(key);
        if (known == null) {
          if (size.incrementAndGet() <= bound && entries.putIfAbsent(key, fresh) == null) {
            return new First();
          }
          if (size.getAndDecrement() > bound) {
            return new Shed();
          }
        } else if (known.sameRequest(fresh)) {
          return known.reply == null ? new InProgress() : new Answered(known.reply);
        } else if (entries.replace(key, known, fresh)) {
          return new First();
        }
      }
    }

    void replace(Key key, Octets authenticator, @Nullable Octets reply) {
      var answered = Entry.inWork(authenticator);
      entries.computeIfPresent(
          key, (_, entry) -> entry.sameRequest(answered) ? next(entry, reply) : entry);
    }

    private @Nullable Entry next(Entry entry, @Nullable Octets reply) {
      if (reply == null) {
        size.decrementAndGet();
        return null;
      }
      return new Entry(entry.high, entry.low, reply, nanos.getAsLong() + memoryNanos);
    }

    void sweep(long now) {
      for (var entry : entries.entrySet()) {
        boolean answered = entry.getValue().reply != null;
        if (answered
            && entry.getValue().goodUntil - now <= 0
            && entries.remove(entry.getKey(), entry.getValue())) {
          size.decrementAndGet();
        }
      }
    }
  }

  /// Looks at a request from the named gateway; a [First] must be followed by [#answered] or
  /// [#forget].
  Sighting sight(String gateway, Key key, Octets authenticator) {
    return gateways.computeIfAbsent(gateway, _ -> new Memory()).sight(key, authenticator);
  }

  /// Remembers the reply, unless a newer request has taken the identifier meanwhile.
  void answered(String gateway, Key key, Octets authenticator, Octets reply) {
    gateways.computeIfAbsent(gateway, _ -> new Memory()).replace(key, authenticator, reply);
  }

  /// Forgets a request that got no reply, so that its retransmission is a second chance.
  void forget(String gateway, Key key, Octets authenticator) {
    gateways.computeIfAbsent(gateway, _ -> new Memory()).replace(key, authenticator, null);
  }

  /// Drops what is older than the memory reaches. Called every second or so.
  void sweep() {
    long now = nanos.getAsLong();
    gateways.values().forEach(memory -> memory.sweep(now));
  }

  /// How many requests are remembered, over all gateways.
  int remembered() {
    return gateways.values().stream().mapToInt(memory -> memory.size.get()).sum();
  }
}
