package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.Page;
import dev.postern.api.Problem;
import dev.postern.api.Progress;
import dev.postern.api.ProgressLine;
import dev.postern.api.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;

/// The admin API of one server. A refusal and a server that is away are thrown as [CommandFailed].
final class AdminApi {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PATIENCE_FOR_LONG_WORK = Duration.ofHours(12);
  private static final long LONGEST_ANSWER = 64L << 20;
  private static final int PAGE = 500;
  private static final int UNAUTHORIZED = 401;

  private final HttpClient client;
  private final URI server;
  private final @Nullable Secret key;
  private final @Nullable String whenKeyIsRefused;

  /// Asks `server`; without a key only what needs none.
  ///
  /// @param whenKeyIsRefused what to do then
  AdminApi(HttpClient client, URI server, @Nullable Secret key, @Nullable String whenKeyIsRefused) {
    this.client = client;
    this.server = server;
    this.key = key;
    this.whenKeyIsRefused = whenKeyIsRefused;
  }

  <T> T get(Place place, Class<T> type) {
    return read(send("GET", place, null), type);
  }

  <T> T post(Place place, Object body, Class<T> type) {
    return read(send("POST", place, body), type);
  }

  <T> T patch(Place place, Object change, Class<T> type) {
    return read(send("PATCH", place, change), type);
  }

  void post(Place place) {
    close(send("POST", place, null));
  }

  <T> T post(Place place, Class<T> type) {
    return read(send("POST", place, null), type);
  }

  <T> T put(Place place, Object body, Class<T> type) {
    return read(send("PUT", place, body), type);
  }

  void put(Place place, @Nullable Object body) {
    close(send("PUT", place, body));
  }

  void delete(Place place) {
    close(send("DELETE", place, null));
  }

  <T> T delete(Place place, Class<T> type) {
    return read(send("DELETE", place, null), type);
  }

  @SuppressWarnings("unchecked") // the JSON is read as just this type
  <T> Page<T> page(Place place, Class<T> item) {
    return (Page<T>) read(send("GET", place, null), Json.generic(Page.class, item));
  }

  /// Hands over a whole list, part by part, or its first `limit` items.
  <T> void list(Place place, Class<T> item, int limit, Consumer<List<T>> each) {
    int left = limit;
    @Nullable String after = null;
    do {
      Page<T> page = page(place.with("limit", Math.min(left, PAGE)).with("after", after), item);
      each.accept(page.items());
      left -= page.items().size();
      after = page.items().isEmpty() ? null : page.next();
    } while (after != null && left > 0);
  }

  /// Has long work done: hands over how far it is, and returns the report.
  <R> R work(Place place, @Nullable Object body, Class<R> report, Consumer<Progress> each) {
    return work(place, request(place, PATIENCE_FOR_LONG_WORK).POST(json(body)), report, each);
  }

  /// The same, with a CSV file as the body.
  <R> R workOnCsv(Place place, BodyPublisher csv, Class<R> report, Consumer<Progress> each) {
    var request =
        request(place, PATIENCE_FOR_LONG_WORK).POST(csv).setHeader("Content-Type", "text/csv");
    return work(place, request, report, each);
  }

  private <R> R work(
      Place place, HttpRequest.Builder request, Class<R> report, Consumer<Progress> each) {
    JavaType type = Json.generic(ProgressLine.class, report);
    InputStream answer = send(request.setHeader("Accept", ApiPaths.LINES_TYPE).build());
    try (var lines = new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8))) {
      @Nullable String text;
      while ((text = lines.readLine()) != null) {
        ProgressLine<R> line = Json.MAPPER.readValue(text, type);
        if (line.problem() != null) {
          throw failed(line.problem());
        }
        if (line.report() != null) {
          return line.report();
        }
        if (line.progress() != null) {
          each.accept(line.progress());
        }
      }
    } catch (IOException | JacksonException e) {
      throw away(e);
    }
    throw CommandFailed.serverAway(
        "the server stopped before it was done with " + place.pathAndQuery(), null);
  }

  private InputStream send(String method, Place place, @Nullable Object body) {
    return send(request(place, PATIENCE).method(method, json(body)).build());
  }

  private HttpRequest.Builder request(Place place, Duration patience) {
    var request =
        HttpRequest.newBuilder(server.resolve(place.pathAndQuery()))
            .timeout(patience)
            .setHeader("Content-Type", "application/json");
    return key == null ? request : request.setHeader("Authorization", "Bearer " + key.text());
  }

  private static BodyPublisher json(@Nullable Object body) {
    return body == null
        ? BodyPublishers.noBody()
        : BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body));
  }

  private InputStream send(HttpRequest request) {
    try {
      HttpResponse<InputStream> response =
          client.send(request, BodyHandlers.limiting(BodyHandlers.ofInputStream(), LONGEST_ANSWER));
      if (response.statusCode() / 100 == 2) {
        return response.body();
      }
      throw refusal(response);
    } catch (IOException e) {
      throw away(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailed.refused("interrupted", null);
    }
  }

  private static <T> T read(InputStream answer, Class<T> type) {
    return type.cast(read(answer, Json.MAPPER.constructType(type)));
  }

  private static Object read(InputStream answer, JavaType type) {
    try (answer) {
      return Json.MAPPER.readValue(answer, type);
    } catch (IOException | JacksonException e) {
      throw CommandFailed.serverAway(
          "the server's answer makes no sense", "is it a Postern, and as new as this posternctl?");
    }
  }

  private void close(InputStream answer) {
    try (answer) {
      answer.skipNBytes(0);
    } catch (IOException e) {
      throw away(e);
    }
  }

  private static CommandFailed failed(Problem problem) {
    return problem.status() >= 500
        ? CommandFailed.serverAway(problem.detail(), problem.hint())
        : CommandFailed.refused(problem);
  }

  private CommandFailed refusal(HttpResponse<InputStream> response) {
    Problem problem = problem(response);
    if (response.statusCode() == UNAUTHORIZED && whenKeyIsRefused != null) {
      return CommandFailed.refused(problem.detail(), whenKeyIsRefused);
    }
    return failed(problem);
  }

  private static Problem problem(HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      return Json.MAPPER.readValue(body, Problem.class);
    } catch (IOException | JacksonException _) { // some proxy's page, say
      String detail = "the server answered " + response.statusCode() + " and no more";
      return new Problem("about:blank", "", response.statusCode(), detail, null, null);
    }
  }

  private CommandFailed away(Exception e) {
    String what =
        switch (e) {
          case SSLException _ -> "no trust in the certificate of " + server;
          case HttpTimeoutException _ -> "no answer in time from " + server;
          default -> "no server at " + server;
        };
    String hint =
        e instanceof SSLException
            ? "give the certificate of its issuer with --ca FILE"
            : "is it running, and is the address right? see --server";
    return CommandFailed.serverAway(what, hint);
  }
}
