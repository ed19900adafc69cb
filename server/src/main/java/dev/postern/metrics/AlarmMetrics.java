package dev.postern.metrics;

import dev.postern.alarm.AlarmKind;
import dev.postern.alarm.AlarmMeter;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Map;

/// Counts alarms by their kind, from nought on, so that the first one shows as a rise.
public final class AlarmMetrics implements AlarmMeter {
  private final Map<AlarmKind, Counter> counters = new EnumMap<>(AlarmKind.class);

  public AlarmMetrics(Metrics metrics) {
    for (AlarmKind kind : AlarmKind.values()) {
      counters.put(
          kind,
          Counter.builder("postern.alarms")
              .description("alarms raised by this node")
              .tag("kind", kind.text())
              .register(metrics.registry()));
    }
  }

  @Override
  public void raised(AlarmKind kind) {
    var counter = counters.get(kind);
    if (counter != null) {
      counter.increment();
    }
  }
}
