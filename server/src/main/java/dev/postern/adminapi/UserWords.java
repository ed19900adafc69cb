package dev.postern.adminapi;

import dev.postern.http.Problem;
import dev.postern.user.RealmName;
import dev.postern.user.Recoverable;
import dev.postern.user.UserId;
import dev.postern.user.UserName;

/// Users as operators name them in a parameter.
final class UserWords {
  private UserWords() {}

  /// The user `realm/name`, or `name` of the realm `local`, if the caller reaches the realm.
  static UserId id(String text, Caller caller) {
    int slash = text.indexOf('/');
    var realm = slash < 0 ? RealmName.LOCAL : new RealmName(text.substring(0, slash));
    return id(realm, text.substring(slash + 1), caller);
  }

  /// What is to be kept of a password.
  static Recoverable recoverable(String text) {
    return Recoverable.parse(text)
        .orElseThrow(() ->
            Problem.invalid("recoverable is one of " + String.join(", ", Recoverable.texts()))
                .field("recoverable")
                .refused());
  }

  static UserId id(RealmName realm, String name, Caller caller) {
    caller.require(realm);
    return UserName.parse(name)
        .map(parsed -> UserId.of(realm, parsed))
        .orElseThrow(() -> Problem.badRequest("'" + name + "' cannot be a user's name").refused());
  }
}
