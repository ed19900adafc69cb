package dev.postern.password;

import dev.postern.crypto.PasswordHash;
import dev.postern.octets.SecretOctets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Passwords whose hashes lie with the users, prepared as they were when they were hashed (RFC
/// 8265) and checked in the pool.
public final class LocalPasswords implements Passwords {
  private final HashPool pool;

  public LocalPasswords(HashPool pool) {
    this.pool = pool;
  }

  @Override
  public PasswordCheck verify(SecretOctets password, @Nullable PasswordHash stored) {
    return stored == null
        ? new PasswordCheck.WrongPassword()
        : pool.verify(PreparedPassword.shown(password), stored);
  }

  /// Whether a hash of our own is to stand where this one does.
  public boolean upgradeWanted(PasswordHash stored) {
    return pool.upgradeWanted(stored);
  }

  /// The hash of our own of a password that was right; empty unless the pool is idle.
  public Optional<PasswordHash> upgraded(SecretOctets password) {
    return pool.hashIfIdle(PreparedPassword.shown(password));
  }

  @Override
  public Duration expectedWait() {
    return pool.estimatedWait();
  }
}
