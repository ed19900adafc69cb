package dev.postern.password;

import dev.postern.crypto.Sealer;
import dev.postern.mschap.NtHash;
import dev.postern.octets.SecretOctets;
import dev.postern.user.Recoverable;
import dev.postern.user.RecoverableSecret;
import dev.postern.user.UserId;
import org.jspecify.annotations.Nullable;

/// Makes what is kept of a password beside its hash.
public final class Recoverables {
  private final Sealer sealer;

  public Recoverables(Sealer sealer) {
    this.sealer = sealer;
  }

  /// What is to be kept of this user's password, sealed; absent if that is nothing.
  public RecoverableSecret.@Nullable AtRest of(
      UserId user, Recoverable kind, SecretOctets password) {
    return switch (kind) {
      case NOTHING -> null;
      case NT_HASH -> ntHash(user, NtHash.of(PreparedPassword.shown(password)));
      case PASSWORD -> sealed(user, kind, PreparedPassword.shown(password));
    };
  }

  public RecoverableSecret.AtRest ntHash(UserId user, NtHash hash) {
    return sealed(user, Recoverable.NT_HASH, hash.octets());
  }

  private RecoverableSecret.AtRest sealed(UserId user, Recoverable kind, SecretOctets octets) {
    return new RecoverableSecret(kind, octets).seal(sealer, user);
  }
}
