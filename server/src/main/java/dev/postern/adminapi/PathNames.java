package dev.postern.adminapi;

import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.token.TokenSerial;
import dev.postern.user.RealmName;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Names in paths and bodies, read into what they name, within the realms that the caller reaches.
final class PathNames {
  private PathNames() {}

  /// A user by name; there need not be one.
  record NamedUser(RealmName realm, UserName name) {
    UserId id() {
      return UserId.of(realm, name);
    }

    Problem unknown() {
      return Problem.notFound("there is no user '" + realm + "/" + name + "'")
          .hint("run: posternctl user list");
    }
  }

  static NamedUser user(Request request, Caller caller) {
    return user(request.segment("realm"), request.segment("name"), caller);
  }

  static NamedUser user(@Nullable String realm, String name, Caller caller) {
    return new NamedUser(realm(realm, caller), userName(name));
  }

  static RealmName realm(@Nullable String text, Caller caller) {
    var realm = text == null ? RealmName.LOCAL : new RealmName(text);
    caller.require(realm);
    return realm;
  }

  static UserName userName(String typed) {
    return UserName.parse(typed)
        .orElseThrow(() ->
            Problem.invalid("'" + typed + "' can't be the name of a user")
                .hint("no spaces, control characters or mixed scripts (RFC 8265)")
                .field("name")
                .refused());
  }

  static TokenSerial serial(String typed) {
    String text = typed.toUpperCase(Locale.ROOT);
    if (!TokenSerial.sound(text)) {
      throw Problem.invalid("a serial is 1 to 32 letters, digits, hyphens and underscores")
          .field("serial")
          .refused();
    }
    return new TokenSerial(text);
  }
}
