package dev.postern.adminapi;

import dev.postern.api.ApiPaths;
import dev.postern.api.UserRef;
import dev.postern.explain.Explanation;
import dev.postern.explain.Explanations;
import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Request;
import dev.postern.user.RealmName;
import java.util.List;

/// Why a user gets in or does not.
public final class ExplainRoutes implements AdminRoutes {
  private final Explanations explanations;

  public ExplainRoutes(Explanations explanations) {
    this.explanations = explanations;
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        new AdminRoute(Method.GET, ApiPaths.USER_EXPLAIN, Permission.EXPLAIN, this::explain));
  }

  private Answer explain(Request request, Caller caller) {
    var user = new UserRef(request.segment("realm"), request.segment("name"));
    var id = UserWords.id(new RealmName(user.realm()), user.name(), caller);
    var explanation = explanations.of(id, called(user), request.range().limit());
    var logins = explanation.logins().stream().map(ExplainRoutes::view).toList();
    return Answer.ok(new dev.postern.api.Explanation(user, explanation.now(), logins));
  }

  /// As the commands of the advice take the user's name.
  private static String called(UserRef user) {
    return user.realm().equals(RealmName.LOCAL.text())
        ? user.name()
        : user.name() + " --realm " + user.realm();
  }

  private static dev.postern.api.Explanation.Login view(Explanation.Login login) {
    var entry = login.row().entry();
    var origin = entry.origin();
    return new dev.postern.api.Explanation.Login(
        entry.at(),
        entry.event(),
        entry.reason().isEmpty() ? null : entry.reason(),
        origin == null ? null : origin.gateway(),
        origin == null ? null : origin.source(),
        login.words(),
        login.advice().isEmpty() ? null : login.advice());
  }
}
