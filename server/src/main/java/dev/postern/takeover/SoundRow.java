package dev.postern.takeover;

import dev.postern.mschap.NtHash;
import dev.postern.octets.SecretOctets;
import dev.postern.token.Token;
import dev.postern.user.StoredPassword;
import dev.postern.user.User;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A row that can be taken: a user, a token, or both. A password in clear is still to be hashed, a
/// key still to be sealed.
record SoundRow(
    long line,
    @Nullable User user,
    StoredPassword password,
    @Nullable SecretOctets clearPassword,
    @Nullable NtHash ntHash,
    @Nullable Token token,
    @Nullable SecretOctets tokenKey) {
  Optional<SecretOctets> clear() {
    return Optional.ofNullable(clearPassword);
  }
}
