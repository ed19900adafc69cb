package dev.postern.crypto;

import dev.postern.octets.Octets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.regex.Pattern;

/// One round of SHA over password and salt, as LDAP directories keep passwords: `{SSHA}`,
/// `{SSHA256}` or `{SSHA512}` before Base64 of hash and salt. It is checked in a microsecond, and
/// guessed as fast: worth an upgrade.
record SaltedShaHash(String algorithm, Octets hash, Octets salt) implements StoredHash {
  private static final Pattern FORM =
      Pattern.compile("\\{(S?)SHA-?(|1|224|256|384|512)}([^=.]+=*)", Pattern.CASE_INSENSITIVE);

  static HashReading read(String stored) {
    var form = FORM.matcher(stored);
    if (!form.matches()) {
      return new HashReading.Refused("not of the form {SSHA}, {SSHA256} or {SSHA512} and Base64");
    }
    if (form.group(1).isEmpty()) {
      return new HashReading.Refused(
          "{SHA"
              + form.group(2)
              + "} has no salt: equal passwords have equal hashes, and tables"
              + " of them are for sale; let its users set a new password");
    }
    return switch (form.group(2)) {
      case "", "1" -> read("SHA-1", 20, form.group(3));
      case "256" -> read("SHA-256", 32, form.group(3));
      case "512" -> read("SHA-512", 64, form.group(3));
      default ->
          new HashReading.Refused(
              "{"
                  + form.group(1).toUpperCase(Locale.ROOT)
                  + "SHA"
                  + form.group(2)
                  + "} is not among the kinds we check: {SSHA}, {SSHA256}, {SSHA512}");
    };
  }

  private static HashReading read(String algorithm, int length, String base64) {
    var octets = HashText.base64(base64).orElse(Octets.empty());
    if (octets.length() < length + 4 || octets.length() > length + 64) {
      return new HashReading.Refused(
          "{SSHA…} must hold a hash of " + length + " octets and a salt of 4 to 64");
    }
    return new HashReading.Read(
        new SaltedShaHash(
            algorithm, octets.slice(0, length), octets.slice(length, octets.length())));
  }

  boolean matches(byte[] password) {
    try {
      var digest = MessageDigest.getInstance(algorithm);
      digest.update(password);
      return MessageDigest.isEqual(hash.toArray(), digest.digest(salt.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has " + algorithm, e);
    }
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
