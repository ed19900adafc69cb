package dev.postern.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.http.HttpListener;
import dev.postern.http.HttpSettings;
import dev.postern.http.Route;
import dev.postern.metrics.HealthCheck.Health;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthRoutesTest {
  private Health database = new Health.Well();
  private final Metrics metrics = new Metrics();
  private final HttpClient client = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  private HttpListener listener;

  @BeforeEach
  void start() {
    var checks =
        List.of(
            new HealthCheck("database", () -> database),
            new HealthCheck("clock", Health.Well::new));
    List<Route> routes =
        Stream.of(new HealthRoutes(checks).routes(), new MetricsRoutes(metrics).routes())
            .flatMap(List::stream)
            .toList();
    listener =
        HttpListener.start(
            HttpSettings.at(InetAddress.getLoopbackAddress(), 0),
            Optional.empty(),
            routes,
            _ -> Optional.empty());
  }

  @AfterEach
  void stop() {
    listener.close();
    metrics.close();
    client.close();
  }

  @Test
  void aNodeIsReadyIfEveryCheckIsWell() throws Exception {
    var answer = get("/health/ready");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"status\":\"ready\",\"checks\":{\"database\":\"well\",\"clock\":\"well\"}}");
  }

  @Test
  void whatIsTheMatterIsNamed() throws Exception {
    database = new Health.Ill("gone");
    var answer = get("/health/ready");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"not ready\",\"checks\":{\"database\":\"gone\",\"clock\":\"well\"}}");
  }

  @Test
  void aNodeThatIsNotReadyIsStillAlive() throws Exception {
    database = new Health.Ill("gone");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsAreTextThatPrometheusReads() throws Exception {
    metrics.level("pool.busy", "connections in use", () -> 3);
    var answer = get("/metrics");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    assertThat(answer.body()).contains("postern_pool_busy 3.0", "jvm_memory_used_bytes");
  }

  private HttpResponse<String> get(String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + listener.port() + path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
