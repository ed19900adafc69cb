package dev.postern.password;

import dev.postern.crypto.PasswordHash;
import dev.postern.octets.SecretOctets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Checks the first factor. Blocks while an expensive hash is computed.
public interface Passwords {
  /// Checks a password against a stored hash; an absent hash is never right.
  PasswordCheck verify(SecretOctets password, @Nullable PasswordHash stored);

  /// How long a check would wait now before it begins: what a Reject must wait longer, so that
  /// unknown users, whose passwords are not hashed, can't be told from known ones.
  Duration expectedWait();
}
