package dev.postern.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A person who logs in, without the password. `displayName`, `email` and `phone` are empty where
/// unknown, `failures` counts those in a row since the last login. `recoverable` is what is to be
/// kept of the password beside its hash (`nothing`, `nt-hash`, `password`), `hasRecoverable`
/// whether it is there already.
public record UserView(
    String realm,
    String name,
    String displayName,
    String email,
    String phone,
    List<String> groups,
    boolean enabled,
    boolean hasPassword,
    String recoverable,
    boolean hasRecoverable,
    int tokens,
    int failures,
    @Nullable Instant lockedUntil,
    Instant createdAt) {
  public UserView {
    groups = List.copyOf(groups);
  }
}
