package dev.postern.mschap;

import dev.postern.octets.SecretOctets;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// What a right [MsChapV2Proof] is answered with: the server's own proof that it knows the
/// password, `S=` and 40 hex digits (RFC 2759, section 5), and the keys that both now have.
public record MsChapV2Success(SecretOctets authenticatorResponse, MppeKeys keys) {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final byte[] MAGIC_1 = ascii("Magic server to client signing constant");
  private static final byte[] MAGIC_2 = ascii("Pad to make it do more than one iteration");

  /// GenerateAuthenticatorResponse (RFC 2759, section 8.7).
  static MsChapV2Success of(NtHash hash, SecretOctets ntResponse, byte[] challengeHash) {
    byte[] twice = hash.hashed().reveal();
    byte[] proven = Sha1.of(twice, ntResponse.reveal(), MAGIC_1);
    String text = "S=" + HEX.formatHex(Sha1.of(proven, challengeHash, MAGIC_2));
    return new MsChapV2Success(SecretOctets.utf8(text), MppeKeys.of(hash, ntResponse));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
