package dev.postern.operator;

import dev.postern.user.RealmName;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A person who runs Postern, limited to some realms (none: all). Who has no token yet can't log
/// in.
public record Operator(
    String name,
    Role role,
    Set<RealmName> realms,
    boolean enabled,
    boolean hasToken,
    Instant createdAt,
    @Nullable Instant lastLoginAt) {
  private static final Pattern SOUND = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,62}");

  public Operator {
    if (!sound(name)) {
      throw new IllegalArgumentException("operator name '" + name + "' is not sound");
    }
    realms = Set.copyOf(realms);
  }

  /// Whether an operator may have this name: 1 to 63 small letters, digits, `.`, `_`, `@`, `-`, a
  /// letter or digit first.
  public static boolean sound(String name) {
    return SOUND.matcher(name).matches();
  }

  public Optional<Instant> lastLogin() {
    return Optional.ofNullable(lastLoginAt);
  }

  public Operator with(Role role, Set<RealmName> realms, boolean enabled) {
    return new Operator(name, role, realms, enabled, hasToken, createdAt, lastLoginAt);
  }
}
