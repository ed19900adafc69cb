package dev.postern.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A person who logs in, without the password. `displayName`, `email` and `phone` are empty where
/// unknown, `failures` counts those in a row since the last login.
public record UserView(
    String realm,
    String name,
    String displayName,
    String email,
    String phone,
    List<String> groups,
    boolean enabled,
    boolean hasPassword,
    int tokens,
    int failures,
    @Nullable Instant lockedUntil,
    Instant createdAt) {
  public UserView {
    groups = List.copyOf(groups);
  }
}
