package dev.postern.testing;

import dev.postern.octets.SecretOctets;
import dev.postern.otp.Otp;
import dev.postern.otp.OtpParameters;
import dev.postern.otp.TimeStep;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Somebody with a password and a clock token of slow steps, so that no test ends in another step
/// than the one it began in.
public record Person(String name, String password, SecretOctets key) {
  static final int PERIOD_SECONDS = 600;

  /// Farther than the server looks, also to find a token that is out of step.
  private static final int FAR = 100;

  /// The step of now.
  public static long step() {
    return TimeStep.ofSeconds(PERIOD_SECONDS).at(InstantSource.system().instant());
  }

  public String code(long step) {
    return Otp.code(key, OtpParameters.USUAL, step).reveal();
  }

  /// So many codes that are none of the token's in any step that a server looks at.
  public List<String> wrongCodes(int count) {
    var right = new HashSet<String>();
    LongStream.rangeClosed(step() - FAR, step() + FAR).forEach(step -> right.add(code(step)));
    return IntStream.range(0, 1_000_000)
        .mapToObj("%06d"::formatted)
        .filter(code -> !right.contains(code))
        .limit(count)
        .toList();
  }
}
