package dev.postern.bench;

import dev.postern.octets.SecretOctets;
import dev.postern.otp.OneTimeCode;
import dev.postern.otp.OtpCalculator;
import dev.postern.otp.OtpParameters;
import dev.postern.otp.TimeStep;
import dev.postern.token.CodeCheck;
import dev.postern.token.CodeMatch;
import dev.postern.token.KeyedToken;
import dev.postern.token.OtpWindow;
import dev.postern.token.Token;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import java.time.Instant;
import java.util.List;
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

/// A code compared with the steps of the usual window, one either way, of all of a user's tokens.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodeCheckBenchmark {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_015);

  private final CodeCheck check = new CodeCheck(OtpWindow.DEFAULT);
  private final List<KeyedToken> one = tokens(1);
  private final List<KeyedToken> three = tokens(3);
  private final OneTimeCode code =
      new OtpCalculator(one.getFirst().key(), OtpParameters.USUAL).code(TimeStep.USUAL.at(NOW));

  private static List<KeyedToken> tokens(int count) {
    return IntStream.range(0, count).mapToObj(CodeCheckBenchmark::token).toList();
  }

  private static KeyedToken token(int number) {
    var issued =
        new Token.Issued(
            new TokenSerial("BENCH" + number),
            TokenKind.TOTP,
            OtpParameters.USUAL,
            30,
            Instant.EPOCH);
    var token = Token.of(issued, null, TokenState.ACTIVE);
    return new KeyedToken(token, SecretOctets.utf8("1234567890123456789" + number));
  }

  @Benchmark
  public CodeMatch oneToken() {
    return check.match(one, code, NOW, true);
  }

  @Benchmark
  public CodeMatch threeTokens() {
    return check.match(three, code, NOW, true);
  }
}
