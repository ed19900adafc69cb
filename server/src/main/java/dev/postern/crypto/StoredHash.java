package dev.postern.crypto;

/// A stored password hash, taken apart: one record for each kind that we can check.
sealed interface StoredHash
    permits Argon2Hash, BcryptHash, Pbkdf2Hash, Sha512CryptHash, SaltedShaHash {
  /// The longest text that a stored hash has.
  int LONGEST = 512;

  /// Reads a hash as it is stored.
  static HashReading read(String stored) {
    if (stored.length() > LONGEST) {
      return new HashReading.Refused("a password hash has at most " + LONGEST + " characters");
    }
    if (stored.startsWith("{")) {
      return SaltedShaHash.read(stored);
    }
    if (stored.startsWith("$argon2")) {
      return Argon2Hash.read(stored);
    }
    if (stored.startsWith("$2")) {
      return BcryptHash.read(stored);
    }
    if (stored.startsWith("$pbkdf2") || stored.startsWith("pbkdf2_")) {
      return Pbkdf2Hash.read(stored);
    }
    if (stored.startsWith("$6$")) {
      return Sha512CryptHash.read(stored);
    }
    return new HashReading.Refused(
        "no password hash of a known kind: argon2, bcrypt, pbkdf2, $6$ (SHA-512-crypt), {SSHA},"
            + " {SSHA256}, {SSHA512}");
  }
}
