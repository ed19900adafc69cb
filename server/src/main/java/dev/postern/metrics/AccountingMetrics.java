package dev.postern.metrics;

import dev.postern.accounting.AccountingMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Counts records of accounting by gateway and kind, and shows how many sessions each gateway has
/// open.
public final class AccountingMetrics implements AccountingMeter {
  private record Series(String gateway, String kind) {}

  private final MeterRegistry registry;
  private final Map<Series, Counter> counters = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> open = new ConcurrentHashMap<>();

  public AccountingMetrics(Metrics metrics) {
    this.registry = metrics.registry();
  }

  @Override
  public void kept(String gateway, String kind) {
    counters.computeIfAbsent(new Series(gateway, kind), this::counter).increment();
  }

  @Override
  public void unusable(String gateway) {
    kept(gateway, "unusable");
  }

  private Counter counter(Series series) {
    return Counter.builder("postern.accounting.records")
        .description("records of accounting, by kind")
        .tag("gateway", series.gateway)
        .tag("kind", series.kind)
        .register(registry);
  }

  /// Takes in how many sessions are open; a gateway that is not named has none.
  public void open(Map<String, Long> sessions) {
    open.forEach((gateway, level) -> level.set(sessions.getOrDefault(gateway, 0L)));
    sessions.forEach((gateway, count) -> open.computeIfAbsent(gateway, this::level).set(count));
  }

  private AtomicLong level(String gateway) {
    var level = new AtomicLong();
    Gauge.builder("postern.sessions.open", level, AtomicLong::doubleValue)
        .description("open sessions, the same on every node")
        .tag("gateway", gateway)
        .register(registry);
    return level;
  }
}
