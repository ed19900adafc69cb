package dev.postern.metrics;

import dev.postern.access.LoginMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Measures logins: how long each stage took, how long the whole, and how they ended.
public final class LoginMetrics implements LoginMeter {
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(300),
    Duration.ofSeconds(1),
    Duration.ofSeconds(3)
  };
  private static final Set<String> NOT_REJECTED = Set.of("accept", "challenge", "discard");

  private record Decided(String gateway, String outcome) {}

  private final MeterRegistry registry;
  private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);
  private final Map<String, Timer> whole = new ConcurrentHashMap<>();
  private final Map<Decided, Counter> decided = new ConcurrentHashMap<>();
  private final Map<String, Counter> leftOutOf = new ConcurrentHashMap<>();

  private final OpenChallenges challenges;

  /// `nanos` is [System#nanoTime]'s clock.
  public LoginMetrics(Metrics metrics, LongSupplier nanos) {
    challenges = new OpenChallenges(nanos);
    metrics.level(
        "challenges.open", "challenges sent by this node, still in their life", challenges::count);
    registry = metrics.registry();
    for (Stage stage : Stage.values()) {
      stages.put(
          stage,
          Timer.builder("postern.login.stage")
              .description("what the time of a login goes into")
              .tag("stage", stage.name().toLowerCase(Locale.ROOT))
              .serviceLevelObjectives(BOUNDS)
              .register(registry));
    }
  }

  @Override
  public void stage(Stage stage, long nanos) {
    var timer = stages.get(stage);
    if (timer != null) {
      timer.record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void challenged(Duration life) {
    challenges.add(life);
  }

  @Override
  public void decided(String gateway, String outcome, long nanos) {
    String kind = NOT_REJECTED.contains(outcome) ? outcome : "reject";
    whole.computeIfAbsent(kind, this::whole).record(nanos, TimeUnit.NANOSECONDS);
    decided.computeIfAbsent(new Decided(gateway, outcome), this::counter).increment();
  }

  @Override
  public void shortened(String gateway, int leftOut) {
    leftOutOf.computeIfAbsent(gateway, this::leftOut).increment(leftOut);
  }

  private Counter leftOut(String gateway) {
    return Counter.builder("postern.reply.attributes.left.out")
        .description("attributes that did not fit into an Access-Accept")
        .tag("gateway", gateway)
        .register(registry);
  }

  private Timer whole(String outcome) {
    return Timer.builder("postern.login")
        .description("from the arrival of a request to its decision")
        .tag("outcome", outcome)
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }

  private Counter counter(Decided login) {
    return Counter.builder("postern.logins")
        .description("decisions, with the reason of a reject")
        .tag("gateway", login.gateway)
        .tag("outcome", login.outcome.toLowerCase(Locale.ROOT).replace('_', ' '))
        .register(registry);
  }
}
