package dev.postern.otp;

import dev.postern.octets.SecretOctets;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The codes of one token key, for as many counters as one check needs. It looks the algorithm up
/// and schedules the key once.
///
/// One thread at a time; make it where it is used and let it go, for it holds the key.
public final class OtpCalculator {
  private final Mac mac;
  private final int digits;
  private final byte[] counterOctets = new byte[Long.BYTES];
  private final byte[] tag;

  /// @throws IllegalArgumentException if the key is empty
  public OtpCalculator(SecretOctets key, OtpParameters parameters) {
    String name = parameters.algorithm().macName();
    try {
      mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(key.reveal(), name));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has " + name, e);
    }
    digits = parameters.digits();
    tag = new byte[mac.getMacLength()];
  }

  public OneTimeCode code(long counter) {
    ByteBuffer.wrap(counterOctets).putLong(counter);
    mac.update(counterOctets);
    try {
      mac.doFinal(tag, 0);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("the tag has the length that the algorithm told", e);
    }
    return OneTimeCode.of(truncated(), digits);
  }

  /// Dynamic truncation (RFC 4226, section 5.3). With the longer hashes too, the offset is in the
  /// last octet (RFC 6238, appendix A).
  private int truncated() {
    int offset = tag[tag.length - 1] & 0xf;
    return ByteBuffer.wrap(tag).getInt(offset) & 0x7fff_ffff;
  }
}
