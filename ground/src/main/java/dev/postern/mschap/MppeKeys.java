package dev.postern.mschap;

import dev.postern.octets.SecretOctets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The keys of 128 bits that come of a right MS-CHAPv2 response (RFC 3079, section 3), named as
/// they are at the gateway: `send` encrypts what it sends to the user (RFC 2548, section 2.4.2).
public record MppeKeys(SecretOctets send, SecretOctets receive) {
  static final int LENGTH = 16;

  private static final byte[] MASTER = ascii("This is the MPPE Master Key");
  private static final byte[] CLIENT_SENDS =
      ascii("On the client side, this is the send key; on the server side, it is the receive key.");
  private static final byte[] SERVER_SENDS =
      ascii("On the client side, this is the receive key; on the server side, it is the send key.");
  private static final byte[] PAD_1 = new byte[40];
  private static final byte[] PAD_2 = new byte[40];

  static {
    Arrays.fill(PAD_2, (byte) 0xf2);
  }

  static MppeKeys of(SecretOctets master) {
    byte[] octets = master.reveal();
    return new MppeKeys(startKey(octets, SERVER_SENDS), startKey(octets, CLIENT_SENDS));
  }

  /// GetMasterKey (RFC 3079, section 3.4).
  static byte[] masterKey(NtHash hash, SecretOctets ntResponse) {
    byte[] digest = Sha1.of(hash.hashed().reveal(), ntResponse.reveal(), MASTER);
    return Arrays.copyOf(digest, LENGTH);
  }

  /// GetAsymmetricStartKey (RFC 3079, section 3.4).
  private static SecretOctets startKey(byte[] master, byte[] direction) {
    return SecretOctets.copyOf(Sha1.of(master, PAD_1, direction, PAD_2), 0, LENGTH);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
