package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.Sealer;
import dev.postern.node.KeyRotation;
import dev.postern.node.Node;
import dev.postern.node.Nodes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Goes through all [SealedTable]s in rounds, some hundred rows with a transaction, until a round
/// finds nothing that is sealed under another key.
public final class PgKeyRotation implements KeyRotation {
  private static final int MOST_ROUNDS = 20;

  private final Database database;
  private final Sealer sealer;
  private final Supplier<Set<String>> keyNames;
  private final Nodes nodes;
  private final InstantSource clock;

  /// @param keyNames of this node's ring
  public PgKeyRotation(
      Database database,
      Sealer sealer,
      Supplier<Set<String>> keyNames,
      Nodes nodes,
      InstantSource clock) {
    this.database = database;
    this.sealer = sealer;
    this.keyNames = keyNames;
    this.nodes = nodes;
    this.clock = clock;
  }

  @Override
  public String current() {
    return sealer.currentName();
  }

  @Override
  public Outcome run(Actor actor, Progress progress) {
    var lacking =
        nodes.live().stream()
            .filter(node -> !node.keyNames().contains(current()))
            .map(Node::name)
            .sorted()
            .toList();
    if (!lacking.isEmpty()) {
      return new Outcome.KeyMissing(current(), lacking);
    }
    audit("keys.rotation_begun", actor, Map.of("to", current()));
    var pass = new ResealPass(database, sealer, progress, left());
    for (int round = 0; round < MOST_ROUNDS && left() > pass.unopened().size(); round++) {
      SealedTable.ALL.forEach(pass::reseal);
    }
    audit(
        "keys.rotation_ended",
        actor,
        Map.of(
            "to", current(),
            "resealed", String.valueOf(pass.resealed()),
            "unopened", String.valueOf(pass.unopened().size())));
    return pass.unopened().isEmpty()
        ? new Outcome.Done(current(), pass.resealed(), unused())
        : new Outcome.Unopened(current(), pass.resealed(), pass.unopened());
  }

  private void audit(String event, Actor actor, Map<String, String> detail) {
    var entry = AuditEntry.of(clock.instant(), event, actor, detail);
    database.inTransaction(
        event,
        transaction -> {
          transaction.audit(entry);
          return true;
        });
  }

  /// How many rows are sealed under another key.
  private long left() {
    return rowsByKey().entrySet().stream()
        .filter(entry -> !entry.getKey().equals(current()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private List<String> unused() {
    var used = rowsByKey().keySet();
    return keyNames.get().stream()
        .filter(name -> !name.equals(current()) && !used.contains(name))
        .sorted()
        .toList();
  }

  private Map<String, Long> rowsByKey() {
    var rows = new HashMap<String, Long>();
    for (var table : SealedTable.ALL) {
      counts(table).forEach((name, count) -> rows.merge(name, count, Long::sum));
    }
    return rows;
  }

  private Map<String, Long> counts(SealedTable table) {
    return database.with(
        "count sealed rows of " + table.name(),
        connection -> {
          try (var statement = connection.prepareStatement(table.count());
              var rows = statement.executeQuery()) {
            return counted(rows);
          }
        });
  }

  private static Map<String, Long> counted(ResultSet rows) throws SQLException {
    var counts = new HashMap<String, Long>();
    while (rows.next()) {
      counts.put(rows.getString(1), rows.getLong(2));
    }
    return counts;
  }
}
