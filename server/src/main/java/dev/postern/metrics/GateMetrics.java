package dev.postern.metrics;

import dev.postern.gateway.Gateway;
import dev.postern.radius.PacketCode;
import dev.postern.transport.GateMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/// Counts what passes the gate, by gateway and result, and what does not, by reason. Those that ask
/// without being a gateway have no name here, for there may be any number of them.
public final class GateMetrics implements GateMeter {
  private static final String NOBODY = "unknown";

  private record Series(String name, String gateway, String label) {}

  private final MeterRegistry registry;
  private final BiFunction<Gateway, Throwable, String> failures;
  private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

  /// `failures` is told what kept a request from its answer, and says as what it counts.
  public GateMetrics(Metrics metrics, BiFunction<Gateway, Throwable, String> failures) {
    this.registry = metrics.registry();
    this.failures = failures;
  }

  private void count(String name, String gateway, String label) {
    counters.computeIfAbsent(new Series(name, gateway, label), this::counter).increment();
  }

  private Counter counter(Series series) {
    return switch (series.name) {
      case "drops" ->
          Counter.builder("postern.drops")
              .description("packets that were not answered, by reason")
              .tag("gateway", series.gateway)
              .tag("reason", series.label)
              .register(registry);
      case "duplicates" ->
          Counter.builder("postern.duplicates")
              .description("retransmissions: answered from memory, or still in work")
              .tag("gateway", series.gateway)
              .tag("state", series.label)
              .register(registry);
      default ->
          Counter.builder("postern.requests")
              .description("packets that passed the gate, and what was sent back")
              .tag("gateway", series.gateway)
              .tag("result", series.label)
              .register(registry);
    };
  }

  private void drop(String gateway, String reason) {
    count("drops", gateway, reason);
  }

  @Override
  public void unknownGateway(InetSocketAddress source) {
    drop(NOBODY, "unknown gateway");
  }

  @Override
  public void malformed(Gateway gateway, String problem) {
    drop(gateway.name(), "malformed");
  }

  @Override
  public void forged(Gateway gateway) {
    drop(gateway.name(), "forged");
  }

  @Override
  public void unproven(Gateway gateway) {
    drop(gateway.name(), "without Message-Authenticator");
  }

  @Override
  public void unexpectedCode(Gateway gateway, int code) {
    drop(gateway.name(), "unexpected code");
  }

  @Override
  public void duplicate(Gateway gateway, boolean answered) {
    count("duplicates", gateway.name(), answered ? "answered" : "in work");
  }

  @Override
  public void statusLimited(Gateway gateway) {
    drop(gateway.name(), "Status-Server too often");
  }

  @Override
  public void shed(Gateway gateway) {
    drop(gateway.name(), "shed");
  }

  @Override
  public void received(Gateway gateway, int code) {
    count("requests", gateway.name(), "received");
  }

  @Override
  public void replied(Gateway gateway, int code) {
    count("requests", gateway.name(), result(code));
  }

  private static String result(int code) {
    return switch (code) {
      case PacketCode.ACCESS_ACCEPT -> "accept";
      case PacketCode.ACCESS_REJECT -> "reject";
      case PacketCode.ACCESS_CHALLENGE -> "challenge";
      case PacketCode.ACCOUNTING_RESPONSE -> "accounting";
      default -> "other";
    };
  }

  @Override
  public void discarded(Gateway gateway) {
    count("requests", gateway.name(), "silence");
  }

  @Override
  public void abandoned(Gateway gateway) {
    count("requests", gateway.name(), "connection gone");
  }

  @Override
  public void failed(Gateway gateway, Throwable failure) {
    count("requests", gateway.name(), failures.apply(gateway, failure));
  }
}
