package dev.postern.cli.takeover;

import dev.postern.octets.SecretOctets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// The key that a PSKC file is encrypted under: one that both sides have (RFC 6030, section 6.1),
/// or one derived from a password (section 6.2).
final class PskcKey {
  private static final int MOST_ITERATIONS = 10_000_000;

  private final XmlElement encryption;
  private final TakeoverTerms terms;

  PskcKey(XmlElement encryption, TakeoverTerms terms) {
    this.encryption = encryption;
    this.terms = terms;
  }

  SecretOctets octets() {
    var derived = encryption.child("DerivedKey");
    if (derived.isPresent()) {
      return derived(derived.get());
    }
    if (encryption.child("X509Data").isPresent() || encryption.at("KeyInfo").isPresent()) {
      throw new Unsound("the keys are for a certificate's owner; ask for a file under a password");
    }
    return terms.requireKey();
  }

  private SecretOctets derived(XmlElement derived) {
    var method =
        derived
            .child("KeyDerivationMethod")
            .filter(it -> it.attribute("Algorithm").endsWith("#pbkdf2"))
            .orElseThrow(() -> new Unsound("the key is not derived by PBKDF2"));
    var parameters =
        method.child("PBKDF2-params").orElseThrow(() -> new Unsound("there are no PBKDF2-params"));
    byte[] salt = PskcFile.base64(parameters.textAt("Salt", "Specified")).reveal();
    long iterations = Words.number(parameters.textAt("IterationCount"), 0, "IterationCount");
    long length = Words.number(parameters.textAt("KeyLength"), 16, "KeyLength");
    if (salt.length == 0 || iterations < 1 || iterations > MOST_ITERATIONS) {
      throw new Unsound("the salt is empty, or the iterations are not 1 to 10,000,000");
    }
    if (length != 16 && length != 24 && length != 32) {
      throw new Unsound("KeyLength is none of 16, 24 and 32");
    }
    return derive(function(parameters), salt, (int) iterations, (int) length);
  }

  private static String function(XmlElement parameters) {
    String named = parameters.at("PRF").map(it -> it.attribute("Algorithm")).orElse("");
    String mac = named.isEmpty() ? "HmacSHA1" : PskcSecrets.macName(named.toLowerCase(Locale.ROOT));
    return "PBKDF2With" + mac;
  }

  private SecretOctets derive(String function, byte[] salt, int iterations, int length) {
    char[] password = terms.requirePassword().revealUtf8().toCharArray();
    try {
      var spec = new PBEKeySpec(password, salt, iterations, 8 * length);
      return SecretOctets.copyOf(
          SecretKeyFactory.getInstance(function).generateSecret(spec).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has PBKDF2 with the HMACs of SHA", e);
    }
  }
}
