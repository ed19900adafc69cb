package dev.postern.user;

import dev.postern.crypto.Sealed;
import dev.postern.crypto.Sealer;
import dev.postern.octets.SecretOctets;

/// What is kept of a user's password beside its hash, in clear: an NT hash or the password.
///
/// It lies sealed for its user. The kind is sealed with it, so that a hash is never taken for a
/// password, whatever its row says.
public record RecoverableSecret(Recoverable kind, SecretOctets octets) {
  private static final byte IS_NT_HASH = 1;
  private static final byte IS_PASSWORD = 2;

  public RecoverableSecret {
    if (kind == Recoverable.NOTHING) {
      throw new IllegalArgumentException("nothing is no secret");
    }
  }

  /// A secret at rest.
  public record AtRest(Recoverable kind, Sealed sealed) {}

  public AtRest seal(Sealer sealer, UserId user) {
    byte[] plain = new byte[1 + octets.length()];
    plain[0] = kind == Recoverable.NT_HASH ? IS_NT_HASH : IS_PASSWORD;
    System.arraycopy(octets.reveal(), 0, plain, 1, octets.length());
    return new AtRest(kind, sealer.seal(SecretOctets.copyOf(plain), user.sealingIdentity()));
  }

  /// Opens what [#seal] sealed for this user.
  public static RecoverableSecret unseal(Sealed sealed, Sealer sealer, UserId user) {
    byte[] plain = sealer.unseal(sealed, user.sealingIdentity()).reveal();
    var kind = plain[0] == IS_NT_HASH ? Recoverable.NT_HASH : Recoverable.PASSWORD;
    return new RecoverableSecret(kind, SecretOctets.copyOf(plain, 1, plain.length));
  }
}
