package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.KeyFile;
import dev.postern.crypto.KeyRingUnusable;
import dev.postern.node.KeyRemoval;
import dev.postern.node.Node;
import dev.postern.node.NodeIdentity;
import dev.postern.node.Nodes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Removes a key after looking through all [SealedTable]s, and at what the nodes seal under: a node
/// that was seen within a week may come back and seal on.
public final class PgKeyRemoval implements KeyRemoval {
  /// The first of a node's key names is the one that it seals under.
  private static final String SEALING =
      """
      SELECT name FROM nodes
      WHERE key_names[1] = ? AND seen_at > clock_timestamp() - interval '7 days' ORDER BY name
      """;

  private final Database database;
  private final Nodes nodes;
  private final NodeIdentity here;
  private final Optional<KeyFile> file;
  private final InstantSource clock;

  /// A remover for the node `here`, whose keys are in `file` or somewhere that is not ours to
  /// change.
  public PgKeyRemoval(
      Database database,
      Nodes nodes,
      NodeIdentity here,
      Optional<KeyFile> file,
      InstantSource clock) {
    this.database = database;
    this.nodes = nodes;
    this.here = here;
    this.file = file;
    this.clock = clock;
  }

  @Override
  public Outcome remove(String name, Actor actor) {
    if (file.isEmpty()) {
      return new Outcome.Refused("this node's keys are not in a file: take it out where they are");
    }
    var needs = database.with("look who needs a key", connection -> needs(connection, name));
    if (!needs.isEmpty()) {
      return new Outcome.Needed(needs);
    }
    try {
      var keptIn = file.get().remove(name);
      audit(name, keptIn, actor);
      return new Outcome.Removed(keptIn.toString(), heldBy(name));
    } catch (KeyRingUnusable e) {
      return new Outcome.Refused(String.valueOf(e.getMessage()));
    }
  }

  private static List<String> needs(Connection connection, String name) throws SQLException {
    var needs = new ArrayList<String>();
    for (var table : SealedTable.ALL) {
      long rows =
          Sql.of(table.countUnder(), name).first(connection, row -> row.getLong(1)).orElse(0L);
      if (rows > 0) {
        needs.add(rows + " secrets in " + table.name() + " are sealed under it");
      }
    }
    for (String node : Sql.of(SEALING, name).all(connection, row -> row.getString(1))) {
      needs.add("node " + node + " seals under it");
    }
    return needs;
  }

  private List<String> heldBy(String name) {
    return nodes.live().stream()
        .filter(node -> !node.id().equals(here.id()) && node.keyNames().contains(name))
        .map(Node::name)
        .sorted()
        .toList();
  }

  private void audit(String name, Path keptIn, Actor actor) {
    var detail = Map.of("key", name, "node", here.name(), "keptIn", keptIn.toString());
    var entry = AuditEntry.of(clock.instant(), "keys.removed", actor, detail);
    database.inTransaction(
        "audit a removed key",
        transaction -> {
          transaction.audit(entry);
          return true;
        });
  }
}
