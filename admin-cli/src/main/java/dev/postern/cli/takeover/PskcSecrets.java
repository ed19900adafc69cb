package dev.postern.cli.takeover;

import dev.postern.octets.SecretOctets;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Opens the values of a PSKC file (RFC 6030, section 6): AES-CBC, each with a MAC that is checked
/// first, for without one who alters the file alters keys unseen.
final class PskcSecrets {
  /// For files whose values are in clear.
  static final PskcSecrets CLEAR = new PskcSecrets(null, null, null);

  private static final int BLOCK = 16;

  private final @Nullable SecretOctets key;
  private final @Nullable SecretOctets macKey;
  private final @Nullable String macName;

  private PskcSecrets(
      @Nullable SecretOctets key, @Nullable SecretOctets macKey, @Nullable String macName) {
    this.key = key;
    this.macKey = macKey;
    this.macName = macName;
  }

  /// For a file with these elements.
  ///
  /// @param macMethod null if there is none
  /// @throws TakeoverTerms.Missing if the operator has not said the key or password
  static PskcSecrets under(
      XmlElement encryption, @Nullable XmlElement macMethod, TakeoverTerms terms) {
    try {
      SecretOctets key = new PskcKey(encryption, terms).octets();
      if (macMethod == null) {
        return new PskcSecrets(key, null, null);
      }
      String macName = macName(macMethod.attribute("Algorithm"));
      SecretOctets macKey =
          macMethod.child("MACKey").map(it -> opened(it, key)).orElse(key); // section 6.1.1
      return new PskcSecrets(key, macKey, macName);
    } catch (Unsound unsound) {
      throw new BrokenFile(encryption.line(), unsound.reason());
    }
  }

  static String macName(String algorithm) {
    String name = algorithm.substring(algorithm.lastIndexOf('#') + 1).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "hmac-sha1" -> "HmacSHA1";
      case "hmac-sha224" -> "HmacSHA224";
      case "hmac-sha256" -> "HmacSHA256";
      case "hmac-sha384" -> "HmacSHA384";
      case "hmac-sha512" -> "HmacSHA512";
      default -> throw new Unsound("the MAC is none of the HMACs of SHA");
    };
  }

  /// What a `Secret` or another field holds.
  ///
  /// @throws Unsound if it does not open, or its MAC is wrong
  SecretOctets octets(XmlElement field) {
    var plain = field.child("PlainValue");
    if (plain.isPresent()) {
      return notEmpty(PskcFile.base64(plain.get().text()));
    }
    var encrypted = encrypted(field);
    if (encrypted.isEmpty()) {
      throw new Unsound("there is no value");
    }
    return notEmpty(encrypted.get());
  }

  private static SecretOctets notEmpty(SecretOctets octets) {
    if (octets.isEmpty()) {
      throw new Unsound("the value is empty");
    }
    return octets;
  }

  private Optional<SecretOctets> encrypted(XmlElement field) {
    return field
        .child("EncryptedValue")
        .map(value -> {
          if (key == null) {
            throw new Unsound("it is encrypted, but the file has no EncryptionKey");
          }
          check(value, field.textAt("ValueMAC"));
          return opened(value, key);
        });
  }

  private void check(XmlElement value, String mac) {
    if (macKey == null || macName == null || mac.isEmpty()) {
      throw new Unsound("it is encrypted without a MAC, so it could have been altered");
    }
    try {
      var hmac = Mac.getInstance(macName);
      hmac.init(new SecretKeySpec(macKey.reveal(), macName));
      byte[] right = hmac.doFinal(cipherText(value));
      if (!MessageDigest.isEqual(right, PskcFile.base64(mac).reveal())) {
        throw new Unsound(
            "its MAC is wrong: the key or password is another, or the file was altered");
      }
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has the HMACs of SHA", e);
    }
  }

  private static byte[] cipherText(XmlElement value) {
    return PskcFile.base64(value.textAt("CipherData", "CipherValue")).reveal();
  }

  private static SecretOctets opened(XmlElement value, SecretOctets key) {
    String algorithm = value.at("EncryptionMethod").map(it -> it.attribute("Algorithm")).orElse("");
    int bits =
        switch (algorithm.substring(algorithm.lastIndexOf('#') + 1)) {
          case "aes128-cbc" -> 128;
          case "aes192-cbc" -> 192;
          case "aes256-cbc" -> 256;
          default -> throw new Unsound("it is encrypted by something else than AES-CBC");
        };
    if (key.length() * 8 != bits) {
      throw new Unsound("the key has " + 8 * key.length() + " bits, not " + bits);
    }
    byte[] box = cipherText(value);
    if (box.length < 2 * BLOCK || box.length % BLOCK != 0) {
      throw new Unsound("the encrypted value has an impossible length");
    }
    return unpadded(decrypted(box, key));
  }

  /// The first block is the initialisation vector (XML Encryption, section 5.2).
  private static byte[] decrypted(byte[] box, SecretOctets key) {
    try {
      var cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key.reveal(), "AES"),
          new IvParameterSpec(box, 0, BLOCK));
      return cipher.doFinal(box, BLOCK, box.length - BLOCK);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has AES-CBC", e);
    }
  }

  private static SecretOctets unpadded(byte[] padded) {
    int padding = padded[padded.length - 1] & 0xff;
    if (padding < 1 || padding > BLOCK) {
      throw new Unsound("it does not open: the key or password is another");
    }
    return SecretOctets.copyOf(Arrays.copyOf(padded, padded.length - padding));
  }

  /// A counter or time step: in digits, or encrypted as octets, the highest first.
  long number(XmlElement field) {
    var plain = field.child("PlainValue");
    if (plain.isPresent()) {
      return Words.number(plain.get().text().strip(), 0, "a value");
    }
    var octets = octets(field);
    if (octets.length() > 8) {
      throw new Unsound("a number is over 64 bits long");
    }
    return new BigInteger(1, octets.reveal()).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }
}
