package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpListenerTest {
  record Person(String name, @Nullable Integer age, @Nullable List<String> groups) {}

  record Moment(Instant at, Optional<String> note) {}

  private static final List<Route> ROUTES =
      List.of(
          new Route(
              Method.GET, "/people/{name}", r -> Answer.ok(Map.of("name", r.segment("name")))),
          new Route(Method.POST, "/people", r -> Answer.created(r.body(Person.class))),
          new Route(Method.DELETE, "/people", _ -> Answer.done()),
          new Route(
              Method.GET, "/moment", _ -> Answer.ok(new Moment(Instant.EPOCH, Optional.empty()))),
          new Route(Method.GET, "/page", r -> Answer.ok(Page.of(numbers(), r.range(), n -> n))),
          new Route(Method.GET, "/bug", _ -> bug("hunter2")),
          new Route(Method.GET, "/away", _ -> bug("away")),
          new Route(Method.GET, "/lines", _ -> Answer.stream(HttpListenerTest::lines)));

  @SuppressWarnings("NullAway.Init")
  private static HttpListener listener;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    var settings =
        new HttpSettings(
            InetAddress.getLoopbackAddress(), 0, 16, 4096, 2048, 4096, Duration.ofSeconds(5));
    listener = HttpListener.start(settings, Optional.empty(), ROUTES, HttpListenerTest::explain);
  }

  @AfterAll
  static void stop() {
    listener.close();
  }

  @Test
  void aRouteAnswersWithJson() throws Exception {
    var answer = get("/people/J%C3%BCrg%20X");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"name\":\"Jürg X\"}");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void timesAreWrittenAsText() throws Exception {
    assertThat(get("/moment").body()).isEqualTo("{\"at\":\"1970-01-01T00:00:00Z\",\"note\":null}");
  }

  @Test
  void aBodyIsReadAsARecord() throws Exception {
    var answer = post("{\"name\":\"anna\",\"groups\":[\"a\"]}");
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("{\"name\":\"anna\",\"age\":null,\"groups\":[\"a\"]}");
  }

  @Test
  void anUnknownFieldIsRefusedWithTheOneThatWasMeant() throws Exception {
    var answer = post("{\"nmae\":\"anna\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body())
        .contains("unknown field 'nmae', did you mean 'name'?")
        .contains("\"field\":\"nmae\"")
        .contains("\"hint\":\"fields here: age, groups, name\"");
  }

  @Test
  void aFieldGivenTwiceIsRefused() throws Exception {
    assertThat(post("{\"name\":\"a\",\"name\":\"b\"}").body()).contains("a field is given twice");
  }

  @Test
  void aWrongKindOfValueIsRefusedWithoutRepeatingIt() throws Exception {
    assertThat(post("{\"name\":\"a\",\"age\":\"hunter2\"}").body())
        .contains("field 'age' must be a number")
        .doesNotContain("hunter2");
    assertThat(post("{\"name\":{\"x\":1}}").body()).contains("field 'name' must be text");
  }

  @Test
  void whatIsNotJsonIsRefusedWithoutRepeatingIt() throws Exception {
    assertThat(post("hunter2").body())
        .contains("the body is not JSON at line 1")
        .doesNotContain("hunter2");
    assertThat(post("{\"name\":\"a\"} {}").statusCode()).isEqualTo(400);
    assertThat(post("").body()).contains("the request has no body");
    assertThat(post("null").statusCode()).isEqualTo(400);
  }

  @Test
  void aBodyOverTheLimitIsRefused() throws Exception {
    assertThat(post("{\"name\":\"" + "x".repeat(3000) + "\"}").statusCode()).isEqualTo(413);
  }

  @Test
  void aHeaderOverTheLimitIsRefused() throws Exception {
    var request = request("/people/a").header("X-Long", "x".repeat(5000)).build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isBetween(400, 431);
  }

  @Test
  void aPathWithoutRouteIsNotFoundAndAWrongMethodIsSaid() throws Exception {
    assertThat(get("/nowhere").statusCode()).isEqualTo(404);
    var answer = get("/people");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.body()).contains("this path takes POST, DELETE");
  }

  @Test
  void aBugIsANumberAndNothingElse() throws Exception {
    var answer = get("/bug");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("the log tells more under").doesNotContain("hunter2");
  }

  @Test
  void aFailureThatCanBeExplainedIs() throws Exception {
    assertThat(get("/away").statusCode()).isEqualTo(503);
  }

  @Test
  void aPageTellsWhereTheNextBegins() throws Exception {
    assertThat(get("/page?limit=2").body()).isEqualTo("{\"items\":[\"1\",\"2\"],\"next\":\"2\"}");
    assertThat(get("/page").body()).isEqualTo("{\"items\":[\"1\",\"2\",\"3\"],\"next\":null}");
    assertThat(get("/page?limit=0").statusCode()).isEqualTo(400);
    assertThat(get("/page?limit=1&limit=2").statusCode()).isEqualTo(400);
  }

  @Test
  void linesAreStreamedAndAFailureMidwayIsALine() throws Exception {
    var answer = get("/lines");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
    assertThat(answer.body().lines().toList())
        .hasSize(3)
        .startsWith("{\"name\":\"a\",\"age\":1,\"groups\":null}")
        .last()
        .asString()
        .contains("\"status\":500");
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    var settings = HttpSettings.at(InetAddress.getLoopbackAddress(), listener.port());
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(() ->
                HttpListener.start(settings, Optional.empty(), ROUTES, HttpListenerTest::explain)))
        .isInstanceOf(HttpUnavailable.class)
        .hasMessageContaining("can't listen on");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> post(String body) throws Exception {
    return client.send(
        request("/people").POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path));
  }

  private static List<String> numbers() {
    return List.of("1", "2", "3");
  }

  private static Answer bug(String message) {
    throw new IllegalStateException(message);
  }

  private static Optional<Problem> explain(RuntimeException failure) {
    return "away".equals(failure.getMessage())
        ? Optional.of(Problem.unavailable("the database is away"))
        : Optional.empty();
  }

  private static void lines(Lines lines) {
    lines.write(new Person("a", 1, null));
    lines.write(new Person("b", 2, null));
    throw new IllegalStateException("midway");
  }
}
