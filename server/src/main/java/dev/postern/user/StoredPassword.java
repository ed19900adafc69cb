package dev.postern.user;

import dev.postern.crypto.PasswordHash;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A user's local password as it is kept: its hash, or that there is none, which never verifies.
/// Neither is shown to anybody.
public record StoredPassword(@Nullable String hash) {
  public static final StoredPassword NONE = new StoredPassword(null);

  public static StoredPassword of(PasswordHash hash) {
    return new StoredPassword(hash.reveal());
  }

  public Optional<String> hashText() {
    return Optional.ofNullable(hash);
  }

  @Override
  public String toString() {
    return hash == null ? "[none]" : "[redacted]";
  }
}
