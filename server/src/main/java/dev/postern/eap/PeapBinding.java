package dev.postern.eap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The keys that bind a PEAP tunnel to what was proven in it ([MS-PEAP], sections 3.1.5.5.2 and
/// 3.1.5.7): nobody in the middle knows both.
final class PeapBinding {
  static final int MAC = 20;
  private static final int TEMPORARY = 40;
  private static final int COMPOUND = 60;
  private static final int SESSION = 128;
  private static final int MASTER_SESSION_KEY = 64;
  private static final int INNER = 32;

  private final byte[] intermediate;
  private final byte[] macKey;

  /// `tunnel`: the key material of the handshake; `inner`: the keys of what was proven in it, by
  /// the first half of which the gateway receives, empty if that makes none, which counts as zeros.
  PeapBinding(SecretOctets tunnel, SecretOctets inner) {
    byte[] compound =
        stretched(
            tunnel.first(TEMPORARY).reveal(),
            "Inner Methods Compound Keys",
            Arrays.copyOf(inner.reveal(), INNER),
            COMPOUND);
    this.intermediate = Arrays.copyOf(compound, TEMPORARY);
    this.macKey = Arrays.copyOfRange(compound, TEMPORARY, COMPOUND);
  }

  /// Of a crypto-binding TLV, in which the place of this value is filled with zeros.
  Octets mac(Octets tlv) {
    return Octets.copyOf(hmac(macKey, tlv.toArray(), new byte[] {EapPacket.PEAP}));
  }

  /// The label ends in a NUL, of which only implementations tell.
  SecretOctets masterSessionKey() {
    byte[] session =
        stretched(intermediate, "Session Key Generating Function", new byte[1], SESSION);
    return SecretOctets.copyOf(session, 0, MASTER_SESSION_KEY);
  }

  /// PRF+ of [MS-PEAP].
  private static byte[] stretched(byte[] key, String label, byte[] seed, int length) {
    byte[] text = label.getBytes(StandardCharsets.US_ASCII);
    byte[] result = new byte[length];
    byte[] last = new byte[0];
    for (int at = 0; at < length; at += MAC) {
      last = hmac(key, last, text, seed, new byte[] {(byte) (at / MAC + 1), 0, 0});
      System.arraycopy(last, 0, result, at, Math.min(MAC, length - at));
    }
    return result;
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HMAC-SHA1", e);
    }
  }
}
