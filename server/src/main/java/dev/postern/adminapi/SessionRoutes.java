package dev.postern.adminapi;

import dev.postern.accounting.Disconnects;
import dev.postern.accounting.Session;
import dev.postern.accounting.SessionFilter;
import dev.postern.accounting.SessionId;
import dev.postern.accounting.SessionPosition;
import dev.postern.accounting.Sessions;
import dev.postern.api.ApiPaths;
import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Page;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Sessions, open and over. Callers who are limited to realms name a user within their reach, and
/// see that user's sessions only.
public final class SessionRoutes implements AdminRoutes {
  private final Sessions sessions;
  private final Disconnects disconnects;
  private final SessionWords words;

  /// @param names what the dictionaries call a value of a standard attribute
  public SessionRoutes(
      Sessions sessions, Disconnects disconnects, BiFunction<Integer, Integer, String> names) {
    this.sessions = sessions;
    this.disconnects = disconnects;
    this.words = new SessionWords(names::apply);
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        new AdminRoute(Method.GET, ApiPaths.SESSIONS, Permission.SEE_SESSIONS, this::list),
        new AdminRoute(Method.GET, ApiPaths.SESSION, Permission.SEE_SESSIONS, this::show),
        new AdminRoute(
            Method.POST, ApiPaths.SESSION_DISCONNECT, Permission.END_SESSIONS, this::disconnect));
  }

  private Answer list(Request request, Caller caller) {
    var filter =
        new SessionFilter(
            user(request, caller), request.query("gateway").orElse(null), !request.flag("all"));
    var range = request.range();
    var after =
        range.after().isEmpty()
            ? SessionPosition.START
            : SessionPosition.parse(range.after())
                .orElseThrow(() ->
                    Problem.badRequest("after must be the 'next' of an earlier answer")
                        .field("after")
                        .refused());
    var found = sessions.page(filter, after, range.limit() + 1);
    return Answer.ok(
        Page.of(found, range, session -> SessionPosition.of(session).text()).map(words::view));
  }

  private static @Nullable UserId user(Request request, Caller caller) {
    var named = request.query("user");
    if (named.isEmpty()) {
      caller.requireAllRealms();
      return null;
    }
    return UserWords.id(named.get(), caller);
  }

  private Answer show(Request request, Caller caller) {
    return find(request, caller)
        .map(session -> Answer.ok(words.view(session)))
        .orElseGet(() -> unknown(request));
  }

  private Answer disconnect(Request request, Caller caller) {
    return find(request, caller)
        .map(session -> words.answer(session, disconnects.disconnect(session, caller.actor())))
        .orElseGet(() -> unknown(request));
  }

  private Optional<Session> find(Request request, Caller caller) {
    @Nullable UserId user = user(request, caller);
    return SessionId.parse(request.segment("id"))
        .flatMap(sessions::find)
        .filter(session -> user == null || user.equals(session.subject().user()));
  }

  private static Answer unknown(Request request) {
    return Answer.failed(
        Problem.notFound("there is no session '" + request.segment("id") + "'")
            .hint("run: posternctl session list"));
  }
}
