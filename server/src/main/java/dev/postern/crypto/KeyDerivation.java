package dev.postern.crypto;

import dev.postern.octets.SecretOctets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// Keys made from keys by HKDF-SHA256 (RFC 5869), so that one secret serves many purposes and none
/// of them tells anything of another.
public final class KeyDerivation {
  private static final byte[] SALT = "postern".getBytes(StandardCharsets.US_ASCII);

  private KeyDerivation() {}

  /// A key of 32 octets for the purpose that `label` names.
  public static SecretOctets derive(SecretOctets key, String label) {
    var parameters =
        HKDFParameterSpec.ofExtract()
            .addIKM(key.reveal())
            .addSalt(SALT)
            .thenExpand(label.getBytes(StandardCharsets.UTF_8), KeyRing.KEY_LENGTH);
    return SecretOctets.copyOf(derive(parameters));
  }

  static byte[] derive(HKDFParameterSpec parameters) {
    try {
      return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("JDK 25 has HKDF-SHA256", e);
    }
  }
}
