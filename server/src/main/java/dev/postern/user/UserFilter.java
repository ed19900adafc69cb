package dev.postern.user;

/// Which users of a realm are meant: those whose name begins with `prefix` and who are in `group`,
/// each of them empty if it does not matter.
public record UserFilter(RealmName realm, String prefix, String group) {
  public static UserFilter everybody(RealmName realm) {
    return new UserFilter(realm, "", "");
  }

  public boolean covers(User user) {
    return user.realm().equals(realm)
        && user.name().text().startsWith(prefix)
        && (group.isEmpty() || user.groups().contains(group));
  }
}
