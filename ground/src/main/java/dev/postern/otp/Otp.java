package dev.postern.otp;

import dev.postern.octets.SecretOctets;

/// One code of one token, the way RFC 4226, section 5.3, makes it. Whoever needs the codes of many
/// counters under one key takes an [OtpCalculator].
public final class Otp {
  private Otp() {}

  /// The code of `counter`, or of a time step, which RFC 6238 puts in the counter's place.
  public static OneTimeCode code(SecretOctets key, OtpParameters parameters, long counter) {
    return new OtpCalculator(key, parameters).code(counter);
  }
}
