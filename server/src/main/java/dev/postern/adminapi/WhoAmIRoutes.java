package dev.postern.adminapi;

import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Request;
import dev.postern.user.RealmName;
import java.util.List;

/// `GET /whoami`: whom the server takes the caller for.
public final class WhoAmIRoutes implements AdminRoutes {
  record WhoAmI(String actor, String role, List<String> realms) {}

  @Override
  public List<AdminRoute> routes() {
    return List.of(new AdminRoute(Method.GET, "/whoami", Permission.SEE_STATUS, this::whoAmI));
  }

  private Answer whoAmI(Request request, Caller caller) {
    var realms = caller.realms().stream().map(RealmName::text).sorted().toList();
    return Answer.ok(new WhoAmI(caller.actor().text(), caller.role().text(), realms));
  }
}
