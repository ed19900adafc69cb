package dev.postern.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.DoubleSupplier;

/// The registry of all that is counted and measured.
public final class Metrics implements AutoCloseable {
  static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /// A registry with what the JVM and the process tell of themselves.
  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  MeterRegistry registry() {
    return registry;
  }

  /// Has a level read whenever Prometheus asks: how full a pool is, how long a queue.
  public void level(String name, String meaning, DoubleSupplier level) {
    Gauge.builder("postern." + name, level, DoubleSupplier::getAsDouble)
        .description(meaning)
        .strongReference(true)
        .register(registry);
  }

  /// Has a count that somebody else keeps read whenever Prometheus asks.
  public void count(String name, String meaning, DoubleSupplier count) {
    // What is asked is held weakly, the function is not.
    FunctionCounter.builder("postern." + name, this, _ -> count.getAsDouble())
        .description(meaning)
        .register(registry);
  }

  /// Everything, in Prometheus' text format.
  String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
