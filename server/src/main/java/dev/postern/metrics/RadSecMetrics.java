package dev.postern.metrics;

import dev.postern.radsec.Ending;
import dev.postern.radsec.RadSecMeter;
import dev.postern.radsec.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts connections of RADIUS over TLS: those that came to be, those that did not, and how they
/// ended. Those that did not have no gateway's name.
public final class RadSecMetrics implements RadSecMeter {
  private record Ended(String gateway, Ending why) {}

  private final MeterRegistry registry;
  private final Map<String, Counter> opened = new ConcurrentHashMap<>();
  private final Map<Refusal, Counter> refused = new ConcurrentHashMap<>();
  private final Map<Ended, Counter> ended = new ConcurrentHashMap<>();

  public RadSecMetrics(Metrics metrics) {
    this.registry = metrics.registry();
  }

  @Override
  public void opened(String gateway) {
    opened
        .computeIfAbsent(
            gateway,
            _ ->
                Counter.builder("postern.radsec.opened")
                    .description("connections of RADIUS over TLS whose gateway was known")
                    .tag("gateway", gateway)
                    .register(registry))
        .increment();
  }

  @Override
  public void refused(Refusal why) {
    refused
        .computeIfAbsent(
            why,
            _ ->
                Counter.builder("postern.radsec.refused")
                    .description("connections that did not come to be, by reason")
                    .tag("reason", why.label())
                    .register(registry))
        .increment();
  }

  @Override
  public void ended(String gateway, Ending why) {
    ended.computeIfAbsent(new Ended(gateway, why), this::counter).increment();
  }

  private Counter counter(Ended end) {
    return Counter.builder("postern.radsec.ended")
        .description("connections of RADIUS over TLS that ended, by reason")
        .tag("gateway", end.gateway)
        .tag("reason", end.why.label())
        .register(registry);
  }
}
