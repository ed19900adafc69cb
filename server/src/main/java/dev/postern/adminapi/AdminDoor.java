package dev.postern.adminapi;

import dev.postern.actor.Actor;
import dev.postern.api.ApiPaths;
import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.http.Route;
import dev.postern.operator.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The only way in for operators: every route of theirs is opened by a key whose role has the
/// route's permission. Logging in is the one exception, as it is where keys come from.
public final class AdminDoor {
  private static final String BEARER = "Bearer ";

  /// What the help desk lets somebody in by.
  private static final Set<String> RESETS =
      Set.of(
          ApiPaths.USER,
          ApiPaths.USER_UNLOCK,
          ApiPaths.USER_PASSWORD,
          ApiPaths.TOKEN_RESUME,
          ApiPaths.TOKEN_ASSIGN,
          ApiPaths.TOKEN_ACTIVATE,
          ApiPaths.TOKENS);

  private final Callers callers;
  private final Consumer<Actor> helped;

  /// @param helped told whenever somebody of the help desk has let a user in again (S34)
  public AdminDoor(Callers callers, Consumer<Actor> helped) {
    this.callers = callers;
    this.helped = helped;
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
    if (!caller.get().may(route.permission())) {
      return Answer.failed(
          Problem.forbidden("the role " + caller.get().role().text() + " may not do this"));
    }
    var answer = route.handler().answer(request, caller.get());
    if (resets(route, caller.get()) && !(answer instanceof Answer.Failed)) {
      helped.accept(caller.get().actor());
    }
    return answer;
  }

  private static boolean resets(AdminRoute route, Caller caller) {
    return caller.role() == Role.HELPDESK
        && route.method() != Method.GET
        && route.method() != Method.DELETE
        && RESETS.contains(route.path());
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
