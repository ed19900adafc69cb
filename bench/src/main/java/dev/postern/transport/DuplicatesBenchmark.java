package dev.postern.transport;

import dev.postern.octets.Octets;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What remembering requests costs each of them. It lies in the room that it measures, since
/// nothing of that room is open to others.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DuplicatesBenchmark {
  private static final int PORTS = 64;
  private static final int IDENTIFIERS = 256;
  private static final String GATEWAY = "vpn-1";

  private final Duplicates duplicates =
      new Duplicates(System::nanoTime, Duration.ofSeconds(20), PORTS * IDENTIFIERS);
  private final Duplicates.Key[] keys =
      IntStream.range(0, PORTS * IDENTIFIERS)
          .mapToObj(DuplicatesBenchmark::key)
          .toArray(Duplicates.Key[]::new);
  private final Octets[] authenticators = {
    Octets.hex("01".repeat(16)), Octets.hex("02".repeat(16))
  };
  private final Octets reply = Octets.hex("02".repeat(38));
  private final Duplicates.Key remembered = key(PORTS * IDENTIFIERS);
  private final Duplicates known = known();
  private int next;

  private static Duplicates.Key key(int number) {
    var local = new InetSocketAddress("192.0.2.1", 1812);
    var source = new InetSocketAddress("203.0.113.9", 4000 + number / IDENTIFIERS);
    return Duplicates.Key.of(local, source, 1, number % IDENTIFIERS);
  }

  private Duplicates known() {
    var one = new Duplicates(System::nanoTime, Duration.ofSeconds(20), 1);
    one.sight(GATEWAY, remembered, authenticators[0]);
    one.answered(GATEWAY, remembered, authenticators[0], reply);
    return one;
  }

  /// A new request, seen and answered; after the first round it takes an old one's place.
  @Benchmark
  public Sighting newRequest() {
    int number = next++ & Integer.MAX_VALUE;
    var key = keys[number % keys.length];
    var authenticator = authenticators[number / keys.length % 2];
    Sighting sighting = duplicates.sight(GATEWAY, key, authenticator);
    duplicates.answered(GATEWAY, key, authenticator, reply);
    return sighting;
  }

  /// A retransmission of one that was answered.
  @Benchmark
  public Sighting retransmission() {
    return known.sight(GATEWAY, remembered, authenticators[0]);
  }
}
