package dev.postern.bench;

import dev.postern.crypto.KeyRing;
import dev.postern.crypto.Sealed;
import dev.postern.crypto.Sealer;
import dev.postern.octets.SecretOctets;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A token's key opened, as each login does.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SealerBenchmark {
  private static final String RING = "bench " + "QUFB".repeat(10) + "QUE=\n";
  private static final String ROW = "token:BENCH0";

  private final Sealer sealer =
      new Sealer(KeyRing.parse(RING, "the benchmark's ring"), new SecureRandom());
  private final Sealed sealed = sealer.seal(SecretOctets.utf8("12345678901234567890"), ROW);

  @Benchmark
  public SecretOctets unseal() {
    return sealer.unseal(sealed, ROW);
  }
}
