package dev.postern.mschap;

import dev.postern.octets.SecretOctets;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// All that the Accept of a login needs which a right [MsChapV2Proof] began, in few octets: between
/// the two, a code may be asked for.
///
/// @param identifier of the proof
/// @param proof that the server knows the password (RFC 2759, section 8.7)
/// @param master the key that the others come of (RFC 3079, section 3.4)
public record MsChapV2Answer(int identifier, SecretOctets proof, SecretOctets master) {
  private static final int PROOF = 20;

  /// Of [#octets].
  public static final int LENGTH = 1 + PROOF + MppeKeys.LENGTH;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final byte[] MAGIC_1 = ascii("Magic server to client signing constant");
  private static final byte[] MAGIC_2 = ascii("Pad to make it do more than one iteration");

  public MsChapV2Answer {
    if (proof.length() != PROOF || master.length() != MppeKeys.LENGTH) {
      throw new IllegalArgumentException("a proof has 20 octets, a master key 16");
    }
  }

  /// GenerateAuthenticatorResponse (RFC 2759, section 8.7).
  static MsChapV2Answer of(
      int identifier, NtHash hash, SecretOctets ntResponse, byte[] challengeHash) {
    byte[] twice = hash.hashed().reveal();
    byte[] proven = Sha1.of(twice, ntResponse.reveal(), MAGIC_1);
    return new MsChapV2Answer(
        identifier,
        SecretOctets.copyOf(Sha1.of(proven, challengeHash, MAGIC_2)),
        SecretOctets.copyOf(MppeKeys.masterKey(hash, ntResponse)));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// As peer and gateway are told.
  public MsChapV2Success success() {
    String text = "S=" + HEX.formatHex(proof.reveal());
    return new MsChapV2Success(SecretOctets.utf8(text), MppeKeys.of(master));
  }

  public SecretOctets octets() {
    byte[] octets = new byte[LENGTH];
    octets[0] = (byte) identifier;
    System.arraycopy(proof.reveal(), 0, octets, 1, PROOF);
    System.arraycopy(master.reveal(), 0, octets, 1 + PROOF, MppeKeys.LENGTH);
    return SecretOctets.copyOf(octets);
  }

  /// Reads what [#octets] wrote.
  public static MsChapV2Answer of(SecretOctets octets) {
    byte[] all = octets.reveal();
    return new MsChapV2Answer(
        all[0] & 0xff,
        SecretOctets.copyOf(all, 1, 1 + PROOF),
        SecretOctets.copyOf(all, 1 + PROOF, all.length));
  }
}
