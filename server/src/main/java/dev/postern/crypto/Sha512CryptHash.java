package dev.postern.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Sha2Crypt;

/// SHA-512-crypt, as Unix systems keep passwords: `$6$rounds=5000$salt$hash`.
record Sha512CryptHash(String stored) implements StoredHash {
  private static final Pattern FORM =
      Pattern.compile("(\\$6\\$(?:rounds=([1-9]\\d*)\\$)?[./A-Za-z0-9]{1,16}\\$)[./A-Za-z0-9]{86}");
  private static final int LEAST_ROUNDS = 1000;
  private static final int MOST_ROUNDS = 1_000_000;

  static HashReading read(String stored) {
    var form = FORM.matcher(stored);
    if (!form.matches()) {
      return new HashReading.Refused(
          "SHA-512-crypt is not of the form $6$salt$hash or $6$rounds=…$salt$hash");
    }
    int rounds = form.group(2) == null ? LEAST_ROUNDS : HashText.number(form.group(2));
    if (rounds < LEAST_ROUNDS || rounds > MOST_ROUNDS) {
      return new HashReading.Refused(
          "SHA-512-crypt must have " + LEAST_ROUNDS + " to " + MOST_ROUNDS + " rounds");
    }
    return new HashReading.Read(new Sha512CryptHash(stored));
  }

  boolean matches(byte[] password) {
    String settings = stored.substring(0, stored.lastIndexOf('$') + 1);
    return MessageDigest.isEqual(
        stored.getBytes(StandardCharsets.US_ASCII),
        Sha2Crypt.sha512Crypt(password, settings).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
