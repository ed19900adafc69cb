package dev.postern.adminapi;

import dev.postern.api.ApiPaths;
import dev.postern.api.LoginReply;
import dev.postern.api.LoginRequest;
import dev.postern.api.Secret;
import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.http.Route;
import dev.postern.octets.SecretOctets;
import dev.postern.operator.LoginOutcome;
import dev.postern.operator.OperatorLogin;

/// Where operators get their keys: the one route that takes none.
///
/// @param loggedIn is run after each login, before its answer
public record LoginRoute(OperatorLogin login, Runnable loggedIn) {
  public Route route() {
    return new Route(Method.POST, ApiPaths.LOGIN, this::logIn);
  }

  private Answer logIn(Request request) {
    var asked = request.body(LoginRequest.class);
    if (asked.operator() == null || asked.password() == null) {
      return Answer.failed(Problem.badRequest("operator and password are needed"));
    }
    String code = asked.code() == null ? "" : asked.code().text();
    var password = SecretOctets.utf8(asked.password().text());
    return switch (login.logIn(asked.operator(), password, code, request.source())) {
      case LoginOutcome.LoggedIn(var key, var expiresAt) -> {
        loggedIn.run();
        yield Answer.ok(new LoginReply(new Secret(key.reveal()), expiresAt));
      }
      case LoginOutcome.Refused() ->
          Answer.failed(
              new Problem(
                  401,
                  "not logged in",
                  "operator name, password or code is wrong, or there were too many attempts",
                  "a code is taken once: wait for the next one and try again",
                  null));
      case LoginOutcome.TokenNeeded() ->
          Answer.failed(
              Problem.forbidden("this operator has no token yet, and no one logs in without")
                  .hint("an admin gives one: posternctl operator token " + asked.operator()));
      case LoginOutcome.Overloaded() ->
          Answer.failed(Problem.unavailable("too many passwords wait to be checked"));
    };
  }
}
