package dev.postern.user;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What an operator changes about a user; what is null stays as it is.
public record UserChange(
    @Nullable String displayName,
    @Nullable String email,
    @Nullable String phone,
    @Nullable List<String> groups,
    @Nullable Boolean enabled,
    @Nullable Recoverable recoverable) {
  public static final UserChange NOTHING = new UserChange(null, null, null, null, null, null);

  public UserChange {
    groups = groups == null ? null : List.copyOf(groups);
  }

  public User applyTo(User user) {
    return new User(
        user.id(),
        user.realm(),
        user.name(),
        Objects.requireNonNullElse(displayName, user.displayName()),
        Objects.requireNonNullElse(email, user.email()),
        Objects.requireNonNullElse(phone, user.phone()),
        groups == null ? user.groups() : groups,
        Objects.requireNonNullElse(enabled, user.enabled()),
        user.everHadToken(),
        Objects.requireNonNullElse(recoverable, user.recoverable()));
  }

  /// What differs between the two, by name, as the audit tells it: the new values.
  public static SequencedMap<String, String> differences(User before, User after) {
    var changed = new LinkedHashMap<String, String>();
    note(changed, "displayName", before.displayName(), after.displayName());
    note(changed, "email", before.email(), after.email());
    note(changed, "phone", before.phone(), after.phone());
    note(changed, "groups", String.join(",", before.groups()), String.join(",", after.groups()));
    note(changed, "enabled", before.enabled() + "", after.enabled() + "");
    note(changed, "recoverable", before.recoverable().text(), after.recoverable().text());
    return changed;
  }

  private static void note(
      SequencedMap<String, String> changed, String name, String before, String after) {
    if (!before.equals(after)) {
      changed.put(name, after);
    }
  }
}
