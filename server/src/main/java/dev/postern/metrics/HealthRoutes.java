package dev.postern.metrics;

import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Route;
import dev.postern.metrics.HealthCheck.Health;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tells orchestrators and load balancers how this node is. Alive: the process answers, so there is
/// no use in killing it. Ready: every check is well, so that logins are answered; the answer names
/// each check either way.
public final class HealthRoutes {
  private final List<HealthCheck> checks;

  public HealthRoutes(List<HealthCheck> checks) {
    this.checks = List.copyOf(checks);
  }

  public List<Route> routes() {
    return List.of(
        new Route(Method.GET, "/health/live", _ -> Answer.ok(Map.of("status", "alive"))),
        new Route(Method.GET, "/health/ready", _ -> ready()));
  }

  private Answer ready() {
    var told = new LinkedHashMap<String, String>();
    boolean ready = true;
    for (HealthCheck check : checks) {
      switch (check.look()) {
        case Health.Well _ -> told.put(check.name(), "well");
        case Health.Ill(String why) -> {
          told.put(check.name(), why);
          ready = false;
        }
      }
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("status", ready ? "ready" : "not ready");
    body.put("checks", told);
    return new Answer.Json(ready ? 200 : 503, body);
  }
}
