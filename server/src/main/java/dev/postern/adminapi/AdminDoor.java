package dev.postern.adminapi;

import dev.postern.http.Answer;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The only way in for operators: every route of theirs is opened by a key whose role has the
/// route's permission. Logging in is the one exception, as it is where keys come from.
public final class AdminDoor {
  private static final String BEARER = "Bearer ";

  private final Callers callers;

  public AdminDoor(Callers callers) {
    this.callers = callers;
  }

  /// The routes as the listener takes them, guarded.
  public List<Route> guard(List<AdminRoutes> nouns) {
    var guarded = new ArrayList<Route>();
    for (var noun : nouns) {
      for (var route : noun.routes()) {
        guarded.add(new Route(route.method(), route.path(), request -> answer(route, request)));
      }
    }
    return guarded;
  }

  private Answer answer(AdminRoute route, Request request) {
    var key = key(request);
    if (key.isEmpty()) {
      return Answer.failed(Problem.unauthorized("no key was sent"));
    }
    var caller = callers.withKey(key.get());
    if (caller.isEmpty()) {
      return Answer.failed(Problem.unauthorized("the key is unknown or expired"));
    }
    return caller.get().may(route.permission())
        ? route.handler().answer(request, caller.get())
        : Answer.failed(
            Problem.forbidden("the role " + caller.get().role().text() + " may not do this"));
  }

  /// `Authorization: Bearer KEY` (RFC 6750, section 2.1); the scheme's name is taken in any case.
  static Optional<String> key(Request request) {
    return request
        .header("Authorization")
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip())
        .filter(key -> !key.isEmpty());
  }
}
