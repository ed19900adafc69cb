package dev.postern.otp;

/// How codes are made from a token key: the hash, and how many digits are shown.
///
/// @param digits 6 or 8
public record OtpParameters(OtpAlgorithm algorithm, int digits) {
  /// What every authenticator app understands.
  public static final OtpParameters USUAL = new OtpParameters(OtpAlgorithm.SHA1, 6);

  public OtpParameters {
    if (digits != 6 && digits != 8) {
      throw new IllegalArgumentException("a code has 6 or 8 digits, not " + digits);
    }
  }
}
