package dev.postern.operator;

import dev.postern.octets.SecretOctets;
import dev.postern.otp.OneTimeCode;
import dev.postern.otp.OtpCalculator;
import dev.postern.otp.OtpParameters;
import dev.postern.otp.TimeStep;
import java.time.Instant;
import java.util.OptionalLong;

/// What makes an operator's codes: a TOTP key of their own (RFC 6238).
public record OperatorToken(SecretOctets key, OtpParameters parameters, TimeStep timeStep) {
  /// RFC 4226, section 4, R6.
  public static final int SHORTEST_KEY = 16;

  public OperatorToken {
    if (key.length() < SHORTEST_KEY || key.length() > 128) {
      throw new IllegalArgumentException("a token key has 16 to 128 octets, not " + key.length());
    }
  }

  /// The time step that the code is of, one step early or late at most; every candidate is
  /// compared, whichever matches.
  public OptionalLong stepOf(OneTimeCode code, Instant now) {
    var calculator = new OtpCalculator(key, parameters);
    long present = timeStep.at(now);
    var found = OptionalLong.empty();
    for (long step = present - 1; step <= present + 1; step++) {
      if (calculator.code(step).equals(code)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }
}
