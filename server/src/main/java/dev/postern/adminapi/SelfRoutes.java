package dev.postern.adminapi;

import dev.postern.actor.Actor;
import dev.postern.api.ApiPaths;
import dev.postern.api.OperatorView;
import dev.postern.api.Self;
import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Request;
import dev.postern.user.RealmName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom the server takes the caller for.
public final class SelfRoutes implements AdminRoutes {
  @Override
  public List<AdminRoute> routes() {
    return List.of(new AdminRoute(Method.GET, ApiPaths.SELF, Permission.SEE_STATUS, this::self));
  }

  private Answer self(Request request, Caller caller) {
    var role = OperatorView.Role.valueOf(caller.role().name());
    return Answer.ok(new Self(kind(caller), name(caller), role, realm(caller), caller.expiresAt()));
  }

  private static Self.Kind kind(Caller caller) {
    return caller.actor() instanceof Actor.Operator ? Self.Kind.OPERATOR : Self.Kind.KEY;
  }

  private static String name(Caller caller) {
    return switch (caller.actor()) {
      case Actor.Operator(String name) -> name;
      case Actor.MachineKey(String name) -> name;
      case Actor.Node(String name) -> name;
      case Actor.Visitor() -> "";
    };
  }

  private static @Nullable String realm(Caller caller) {
    return caller.realms().stream().map(RealmName::text).findFirst().orElse(null);
  }
}
