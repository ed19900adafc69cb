package dev.postern.cli.takeover;

import dev.postern.otp.OtpAlgorithm;
import dev.postern.otp.OtpParameters;

/// How tokens make their codes where a file does not say.
public record TokenDefaults(OtpAlgorithm algorithm, int digits, int periodSeconds) {
  public static final TokenDefaults USUAL = new TokenDefaults(OtpAlgorithm.SHA1, 6, 30);

  OtpParameters parameters() {
    return new OtpParameters(algorithm, digits);
  }
}
