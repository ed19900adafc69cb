package dev.postern.crypto;

import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/// bcrypt: `$2b$12$` and 53 characters of salt and hash. It reads the first 72 octets of a
/// password.
record BcryptHash(String stored) implements StoredHash {
  private static final Pattern FORM =
      Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{31}");
  private static final int LEAST_COST = 4;
  private static final int MOST_COST = 14;

  static HashReading read(String stored) {
    var form = FORM.matcher(stored);
    if (!form.matches()) {
      return new HashReading.Refused(
          "bcrypt is not of the form $2a$, $2b$ or $2y$, cost, 53 characters");
    }
    int cost = Integer.parseInt(form.group(1));
    if (cost < LEAST_COST || cost > MOST_COST) {
      return new HashReading.Refused(
          "bcrypt must have a cost of " + LEAST_COST + " to " + MOST_COST + ", not " + cost);
    }
    return new HashReading.Read(new BcryptHash(stored));
  }

  boolean matches(byte[] password) {
    return OpenBSDBCrypt.checkPassword(stored, password);
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
