package dev.postern.crypto;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;

/// Checks passwords against stored hashes of many kinds, and makes our own: Argon2id.
///
/// A costly one takes tens of milliseconds of a core and up to 64 MiB: the password room's pool
/// bounds how many run at once. Argon2's memory is kept for the next hash, as much as `atOnce` of
/// our own need. Any number of threads may use it at once.
public final class PasswordHashes {
  private static final int LONGEST_PASSWORD = 1024;
  private static final int SALT_LENGTH = 16;

  private final Argon2Cost cost;
  private final SecureRandom random;
  private final Argon2BytesGenerator.BlockPool blocks;

  /// @param cost of the hashes that it makes
  /// @param atOnce how many threads hash at once
  public PasswordHashes(Argon2Cost cost, SecureRandom random, int atOnce) {
    this.cost = cost;
    this.random = random;
    blocks = new Argon2BytesGenerator.FixedBlockPool(atOnce * cost.memoryKib());
  }

  /// Why a hash from elsewhere can't be taken, in words for the operator who imports it; empty if
  /// it can. What would cost too much to check is refused here.
  public static Optional<String> problem(String stored) {
    return switch (StoredHash.read(stored)) {
      case HashReading.Read _ -> Optional.empty();
      case HashReading.Refused(String reason) -> Optional.of(reason);
    };
  }

  /// Whether checking it takes so long that it must not be done beside codes. One that can't be
  /// read costs nothing.
  public static boolean costly(PasswordHash hash) {
    return switch (StoredHash.read(hash.reveal())) {
      case HashReading.Read(StoredHash stored) -> !(stored instanceof SaltedShaHash);
      case HashReading.Refused _ -> false;
    };
  }

  /// Whether the password is the one that was hashed. A hash that can't be read matches none.
  public boolean verify(SecretOctets password, PasswordHash hash) {
    if (password.length() > LONGEST_PASSWORD) {
      return false;
    }
    return switch (StoredHash.read(hash.reveal())) {
      case HashReading.Read(StoredHash stored) -> matches(password.reveal(), stored);
      case HashReading.Refused _ -> false;
    };
  }

  private boolean matches(byte[] password, StoredHash stored) {
    return switch (stored) {
      case Argon2Hash argon2 -> argon2.matches(password, blocks);
      case BcryptHash bcrypt -> bcrypt.matches(password);
      case Pbkdf2Hash pbkdf2 -> pbkdf2.matches(password);
      case Sha512CryptHash crypt -> crypt.matches(password);
      case SaltedShaHash salted -> salted.matches(password);
    };
  }

  /// A hash of our own kind and cost, with a fresh salt.
  public PasswordHash hash(SecretOctets password) {
    if (password.length() > LONGEST_PASSWORD) {
      throw new IllegalArgumentException(
          "a password has at most " + LONGEST_PASSWORD + " octets, not " + password.length());
    }
    var salt = new byte[SALT_LENGTH];
    random.nextBytes(salt);
    return PasswordHash.of(
        Argon2Hash.of(password.reveal(), cost, Octets.copyOf(salt), blocks).text());
  }

  /// Whether a good login should be taken as the chance to store a hash of our own instead.
  public boolean upgradeWanted(PasswordHash hash) {
    return switch (StoredHash.read(hash.reveal())) {
      case HashReading.Read(Argon2Hash argon2) -> !argon2.covers(cost);
      case HashReading.Read _ -> true;
      case HashReading.Refused _ -> false;
    };
  }
}
