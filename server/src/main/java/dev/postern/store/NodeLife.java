package dev.postern.store;

import dev.postern.audit.AuditNumbers;
import dev.postern.audit.NodeKeys;
import dev.postern.audit.SealedHeads;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a node does for the audit all the time: registers as soon as the database is there, so that
/// its audit can begin; then seals every second what there is to seal, and makes the audit's months
/// ahead every day and lets old ones go. All in one thread; what fails is tried again a second
/// later.
public final class NodeLife implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLife.class);
  private static final int UNSEALED_ROWS_KEPT = 200_000;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration GONE = Duration.ofMinutes(10);

  private final Database database;
  private final NodeRegister register;
  private final PgAuditWriter writer;
  private final SealedHeads heads;
  private final InstantSource clock;
  private final int keptMonths;
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("node-life").daemon().factory());

  private @Nullable AuditSealing sealing;
  private Instant monthsAt = Instant.EPOCH;
  private boolean failing;

  /// A life that lets audit go which is older than `keptMonths` full months; 0 keeps it for ever.
  public NodeLife(
      Database database,
      NodeRegister register,
      PgAuditWriter writer,
      SealedHeads heads,
      InstantSource clock,
      int keptMonths) {
    this.database = database;
    this.register = register;
    this.writer = writer;
    this.heads = heads;
    this.clock = clock;
    this.keptMonths = keptMonths;
  }

  /// Lives: the first beat is at once and in the caller's thread, so that a node whose database is
  /// there can audit when this returns.
  public NodeLife start() {
    beat();
    var _ = beats.scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
    return this;
  }

  synchronized void beat() {
    try {
      var begun = sealing == null ? begin() : sealing;
      sealing = begun;
      begun.seal();
      turnMonths();
      recovered();
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private AuditSealing begin() {
    makeMonths();
    var keys = register.register(new SecureRandom());
    var node = register.identity().id();
    var chain = chain(node, keys);
    writer.begin(node, keys.rowMac(), chain.numbers());
    return new AuditSealing(database, clock, heads, chain);
  }

  private AuditSealing.Chain chain(UUID node, NodeKeys keys) {
    long sealed = database.with("reading the last seal", SealRows.last(node)).covered().last();
    long written = written(node);
    var numbers = new AuditNumbers(sealed, written, UNSEALED_ROWS_KEPT);
    return new AuditSealing.Chain(node, keys, numbers, written);
  }

  /// Seals what other nodes left unsealed that have been gone for a while and may never come back.
  private void sealLeftBehind() {
    var longAgo = clock.instant().minus(GONE);
    for (var node : register.all()) {
      if (node.seenAt().isBefore(longAgo)) {
        database
            .with(
                "reading keys of " + node.name(),
                connection -> register.keys(connection, node.id()))
            .ifPresent(
                keys -> new AuditSealing(database, clock, heads, chain(node.id(), keys)).seal());
      }
    }
  }

  private long written(UUID node) {
    return database.with(
        "reading the last audit row",
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "SELECT coalesce(max(seq), 0) FROM audit_entries WHERE node_id = ?")) {
            statement.setObject(1, node);
            var result = statement.executeQuery();
            result.next();
            return result.getLong(1);
          }
        });
  }

  private void turnMonths() {
    var now = clock.instant();
    if (now.isAfter(monthsAt.plus(DAY))) {
      makeMonths();
      sealLeftBehind();
      if (keptMonths > 0) {
        new AuditRetention(database, register, clock).letGo(month().minusMonths(keptMonths));
      }
      monthsAt = now;
    }
  }

  private void makeMonths() {
    database.inTransaction("making the audit's months", Months.OF_AUDIT.makeAhead(month()));
  }

  private YearMonth month() {
    return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
  }

  private void failed(RuntimeException e) {
    if (!failing) {
      LOG.warn("sealing the audit rests until the database answers: {}", e.getMessage());
      failing = true;
    }
  }

  private void recovered() {
    if (failing) {
      LOG.info("sealing the audit goes on");
      failing = false;
    }
  }

  /// Seals what is left and stops.
  @Override
  public void close() {
    beats.shutdown();
    beat();
  }
}
