package dev.postern.user;

import dev.postern.crypto.PasswordHash;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A user's local password as it is kept: its hash, or that there is none, which never verifies;
/// and what is kept beside it. None of it is shown to anybody.
public record StoredPassword(@Nullable String hash, RecoverableSecret.@Nullable AtRest secret) {
  public static final StoredPassword NONE = new StoredPassword(null, null);

  public static StoredPassword of(PasswordHash hash) {
    return new StoredPassword(hash.reveal(), null);
  }

  /// The same with this kept beside it.
  public StoredPassword with(RecoverableSecret.@Nullable AtRest kept) {
    return new StoredPassword(hash, kept);
  }

  public Optional<String> hashText() {
    return Optional.ofNullable(hash);
  }

  /// What is kept, if it is of the kind that is to be kept.
  public RecoverableSecret.@Nullable AtRest secretOf(Recoverable wanted) {
    return secret != null && secret.kind() == wanted ? secret : null;
  }

  @Override
  public String toString() {
    return hash == null ? "[none]" : "[redacted]";
  }
}
