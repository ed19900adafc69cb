package dev.postern.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.DirectHandlers;

/// Answers what is refused before it can be routed: a request that is not HTTP, a header too long.
final class PlainProblems {
  private PlainProblems() {}

  static void register(DirectHandlers.Builder handlers) {
    for (var event : DirectHandler.EventType.values()) {
      handlers.addHandler(event, (_, _, status, _, _) -> problem(status));
    }
  }

  private static DirectHandler.TransportResponse problem(io.helidon.http.Status status) {
    var problem = new Problem(status.code(), "bad request", status.reasonPhrase(), null, null);
    return DirectHandler.TransportResponse.builder()
        .status(status)
        .keepAlive(false)
        .header(HeaderNames.CONTENT_TYPE, Dispatch.PROBLEM_TYPE)
        .entity(Json.write(problem.members()))
        .build();
  }
}
