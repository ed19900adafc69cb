package dev.postern.metrics;

import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Route;
import java.util.List;

/// Serves the registry where Prometheus looks for it.
public final class MetricsRoutes {
  private final Metrics metrics;

  public MetricsRoutes(Metrics metrics) {
    this.metrics = metrics;
  }

  public List<Route> routes() {
    return List.of(
        new Route(
            Method.GET,
            "/metrics",
            _ -> new Answer.Text(200, Metrics.MEDIA_TYPE, metrics.scrape())));
  }
}
