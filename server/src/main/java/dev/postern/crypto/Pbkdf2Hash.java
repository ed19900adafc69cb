package dev.postern.crypto;

import dev.postern.octets.Octets;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// PBKDF2 (RFC 8018) in the writing of passlib, of PHC strings or of Django:
/// `$pbkdf2-sha256$29000$salt$hash`, `$pbkdf2-sha256$i=29000$salt$hash`,
/// `pbkdf2_sha256$29000$salt$hash`.
record Pbkdf2Hash(String algorithm, int iterations, Octets salt, Octets hash)
    implements StoredHash {
  private static final Pattern PHC =
      Pattern.compile(
          "\\$pbkdf2(?:-(sha1|sha256|sha512))?\\$(?:i=)?(\\d+)(?:,l=\\d+)?"
              + "\\$([A-Za-z0-9+/.]*)\\$([A-Za-z0-9+/.]+)");
  private static final Pattern DJANGO =
      Pattern.compile("pbkdf2_(sha1|sha256|sha512)\\$(\\d+)\\$([!-#%-~]+)\\$([A-Za-z0-9+/]+=*)");
  private static final int MOST_ITERATIONS = 2_000_000;

  static HashReading read(String stored) {
    var phc = PHC.matcher(stored);
    if (phc.matches()) {
      String digest = phc.group(1) == null ? "sha1" : phc.group(1);
      return read(digest, phc.group(2), HashText.base64(phc.group(3)), phc.group(4));
    }
    var django = DJANGO.matcher(stored);
    if (django.matches()) {
      var salt = Optional.of(Octets.utf8(django.group(3)));
      return read(django.group(1), django.group(2), salt, django.group(4));
    }
    return new HashReading.Refused(
        "pbkdf2 is not of the form $pbkdf2-sha256$iterations$salt$hash or"
            + " pbkdf2_sha256$iterations$salt$hash, with sha1, sha256 or sha512");
  }

  private static HashReading read(
      String digest, String iterations, Optional<Octets> salt, String hash) {
    int count = HashText.number(iterations);
    if (count < 1 || count > MOST_ITERATIONS) {
      return new HashReading.Refused("pbkdf2 must have 1 to " + MOST_ITERATIONS + " iterations");
    }
    var octets = HashText.base64(hash).orElse(Octets.empty());
    if (salt.isEmpty() || salt.get().isEmpty() || octets.length() < 16 || octets.length() > 64) {
      return new HashReading.Refused("pbkdf2 must have a salt and a hash of 16 to 64 octets");
    }
    String algorithm = "PBKDF2WithHmac" + digest.replace("sha", "SHA");
    return new HashReading.Read(new Pbkdf2Hash(algorithm, count, salt.get(), octets));
  }

  /// A password that is not UTF-8 matches nothing: who stores such hashes hashes text.
  boolean matches(byte[] password) {
    CharBuffer text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(password));
    } catch (CharacterCodingException _) {
      return false;
    }
    var characters = new char[text.remaining()];
    text.get(characters);
    return MessageDigest.isEqual(hash.toArray(), derived(characters));
  }

  private byte[] derived(char[] password) {
    var spec = new PBEKeySpec(password, salt.toArray(), iterations, 8 * hash.length());
    try {
      return SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has " + algorithm, e);
    } finally {
      spec.clearPassword();
    }
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
