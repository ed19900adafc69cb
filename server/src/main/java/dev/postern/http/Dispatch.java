package dev.postern.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door: runs a handler, writes its answer, and turns whatever it throws into a problem.
final class Dispatch {
  static final String PROBLEM_TYPE = "application/problem+json";

  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

  private final HttpSettings settings;
  private final Failures failures;

  Dispatch(HttpSettings settings, Failures failures) {
    this.settings = settings;
    this.failures = failures;
  }

  void run(Handler handler, ServerRequest in, ServerResponse out) {
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    out.header(HeaderNames.CACHE_CONTROL, "no-store");
    out.header("X-Content-Type-Options", "nosniff");
    out.header("X-Request-Id", id);
    try {
      write(handler.answer(new HelidonRequest(id, in, settings)), id, out);
    } catch (Refused refused) {
      write(Answer.failed(refused.problem()), id, out);
    } catch (RuntimeException failure) {
      failed(failure, id, in, out);
    }
  }

  private void failed(RuntimeException failure, String id, ServerRequest in, ServerResponse out) {
    var told = failures.explain(failure);
    String what = in.prologue().method() + " " + in.path().path();
    if (told.isPresent()) {
      LOG.warn("request {} {} not answered: {}", id, what, failure.getMessage());
    } else {
      LOG.error("request {} {} failed", id, what, failure);
    }
    var problem =
        told.orElseGet(
            () -> new Problem(500, "failed", "the log tells more under " + id, null, null));
    write(Answer.failed(problem), id, out);
  }

  private static void write(Answer answer, String id, ServerResponse out) {
    switch (answer) {
      case Answer.Json(int status, Object body) ->
          send(out, status, "application/json", Json.write(body));
      case Answer.Done() -> out.status(Status.NO_CONTENT_204).send();
      case Answer.Text(int status, String mediaType, String body) ->
          send(out, status, mediaType, body.getBytes(StandardCharsets.UTF_8));
      case Answer.Stream(Lines.Source source) -> stream(source, id, out);
      case Answer.Failed(Problem problem) ->
          send(out, problem.status(), PROBLEM_TYPE, Json.write(problem.members()));
    }
  }

  private static void send(ServerResponse out, int status, String mediaType, byte[] body) {
    out.status(Status.create(status)).header(HeaderNames.CONTENT_TYPE, mediaType).send(body);
  }

  private static void stream(Lines.Source source, String id, ServerResponse out) {
    out.header(HeaderNames.CONTENT_TYPE, "application/x-ndjson");
    try (var target = out.outputStream()) {
      try {
        source.writeTo(value -> line(target, value));
      } catch (UncheckedIOException gone) {
        LOG.info("request {}: the client went away", id);
      } catch (RuntimeException failure) {
        line(target, Map.of("problem", streamFailure(failure, id).members()));
      }
    } catch (IOException _) {
      LOG.info("request {}: the client went away", id);
    }
  }

  /// The status is on the wire already, so a failure is told in a last line of its own, under
  /// `problem`.
  private static Problem streamFailure(RuntimeException failure, String id) {
    if (failure instanceof Refused refused) {
      return refused.problem();
    }
    LOG.error("request {} failed midway", id, failure);
    return new Problem(500, "failed", "the log tells more under " + id, null, null);
  }

  private static void line(OutputStream target, Object value) {
    try {
      Json.writeTo(target, value);
      target.write('\n');
      target.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
