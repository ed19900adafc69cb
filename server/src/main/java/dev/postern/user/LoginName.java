package dev.postern.user;

import java.util.Optional;
import java.util.Set;

/// What a person typed as user name, told apart into realm and name.
///
/// `REALM\name`, `realm/name` and `name@realm` speak of a realm only if one of that name is
/// configured; otherwise the whole is the name: `jdoe@evil` is never `jdoe`. At most one realm is
/// taken off, a prefix before a suffix.
public record LoginName(RealmName realm, UserName name) {
  /// Reads what was typed; empty if the name in it is none (see [UserName#parse]).
  ///
  /// @param home the realm of those who name none
  public static Optional<LoginName> parse(String typed, Set<RealmName> configured, RealmName home) {
    int prefixEnd = firstOf(typed, "\\/\uff3c\uff0f");
    if (prefixEnd >= 0) {
      var realm = RealmName.parse(typed.substring(0, prefixEnd)).filter(configured::contains);
      if (realm.isPresent()) {
        return named(realm.get(), typed.substring(prefixEnd + 1));
      }
    }
    int suffixStart = Math.max(typed.lastIndexOf('@'), typed.lastIndexOf('\uff20'));
    if (suffixStart >= 0) {
      var realm = RealmName.parse(typed.substring(suffixStart + 1)).filter(configured::contains);
      if (realm.isPresent()) {
        return named(realm.get(), typed.substring(0, suffixStart));
      }
    }
    return named(home, typed);
  }

  /// Wide forms are among the separators, since preparing makes plain ones of them.
  private static int firstOf(String typed, String separators) {
    for (int i = 0; i < typed.length(); i++) {
      if (separators.indexOf(typed.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<LoginName> named(RealmName realm, String typed) {
    return UserName.parse(typed).map(name -> new LoginName(realm, name));
  }
}
