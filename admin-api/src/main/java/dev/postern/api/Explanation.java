package dev.postern.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a user gets in or does not: how the user is now, then the last logins, newest first, each in
/// words and with what to do about it.
public record Explanation(UserRef user, List<String> now, List<Login> logins) {
  public Explanation {
    now = List.copyOf(now);
    logins = List.copyOf(logins);
  }

  /// One login.
  public record Login(
      Instant at,
      String event,
      @Nullable String reason,
      @Nullable String gateway,
      @Nullable String source,
      String words,
      @Nullable String advice) {}
}
