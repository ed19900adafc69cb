package dev.postern.store;

import dev.postern.audit.Anchor;
import dev.postern.audit.AuditVerification;
import dev.postern.audit.ChainCheck;
import dev.postern.audit.ExportedHead;
import dev.postern.audit.NodeKeys;
import dev.postern.crypto.UnsealFailed;
import dev.postern.octets.Octets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// Checks the audit as one snapshot shows it, while the nodes write on: rows and seals of each node
/// are read side by side in the order of their numbers and none is kept.
public final class PgAuditVerification implements AuditVerification {
  private static final String SNAPSHOT =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

  private static final String ROWS =
      "SELECT " + AuditSelect.COLUMNS + " FROM audit_entries WHERE node_id = ? ORDER BY seq";

  private static final String SEALS =
      "SELECT * FROM audit_seals WHERE node_id = ? AND number > ? ORDER BY number";

  private static final String ANCHOR =
      "SELECT * FROM audit_anchors WHERE node_id = ? ORDER BY seal_number DESC LIMIT 1";

  /// Every node that left anything, found by leaps over the index of numbers.
  private static final String NODES =
      """
      WITH RECURSIVE writer (node_id) AS (
        (SELECT node_id FROM audit_entries ORDER BY node_id LIMIT 1)
        UNION ALL
        SELECT (SELECT entry.node_id FROM audit_entries entry
                 WHERE entry.node_id > writer.node_id ORDER BY entry.node_id LIMIT 1)
          FROM writer WHERE writer.node_id IS NOT NULL)
      SELECT node_id FROM writer WHERE node_id IS NOT NULL
      UNION SELECT node_id FROM nodes
      UNION SELECT node_id FROM audit_seals
      """;

  private final Database database;
  private final NodeRegister register;
  private final InstantSource clock;

  public PgAuditVerification(Database database, NodeRegister register, InstantSource clock) {
    this.database = database;
    this.register = register;
    this.clock = clock;
  }

  @Override
  public Report verify(List<ExportedHead> heads, Progress progress) {
    return database.inTransaction(
        "verifying the audit",
        transaction -> {
          Months.execute(transaction.connection(), SNAPSHOT);
          return new Run(transaction.connection(), heads, progress, clock.instant()).run();
        });
  }

  private final class Run {
    private final Connection connection;
    private final List<ExportedHead> heads;
    private final Progress progress;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();
    private long rows;
    private long seals;

    private Run(Connection connection, List<ExportedHead> heads, Progress progress, Instant now) {
      this.connection = connection;
      this.heads = heads;
      this.progress = progress;
      this.now = now;
    }

    private Report run() throws SQLException {
      for (var node : nodes()) {
        var keys = keys(node);
        if (keys.isPresent()) {
          check(node, keys.get());
        } else {
          found(
              new Finding(
                  Kind.UNKNOWN_NODE, "node " + node + ": its keys are gone or do not open"));
        }
      }
      return new Report(rows, seals, findings);
    }

    private Set<UUID> nodes() throws SQLException {
      var nodes = new TreeSet<UUID>();
      heads.forEach(head -> nodes.add(head.node()));
      nodes.addAll(Sql.of(NODES).all(connection, row -> row.getObject(1, UUID.class)));
      return nodes;
    }

    private Optional<NodeKeys> keys(UUID node) throws SQLException {
      try {
        return register.keys(connection, node);
      } catch (UnsealFailed | IllegalArgumentException _) {
        return Optional.empty();
      }
    }

    private void check(UUID node, NodeKeys keys) throws SQLException {
      var check =
          new ChainCheck(keys, node.toString(), this::found, this::counted)
              .with(heads.stream().filter(head -> head.node().equals(node)).toList());
      var anchor = anchor(node);
      anchor.ifPresent(check::behind);
      try (var sealRows = new Rows<>(connection, SEALS, SealRows::read);
          var entryRows = new Rows<>(connection, ROWS, PgAuditVerification::found)) {
        seals +=
            check.run(
                sealRows.of(node, anchor.map(Anchor::seal).orElse(0L)), entryRows.of(node), now);
      }
    }

    private Optional<Anchor> anchor(UUID node) throws SQLException {
      var anchor = Sql.of(ANCHOR, node).first(connection, PgAuditVerification::anchor);
      return anchor.isPresent() ? trusted(anchor.get()) : Optional.empty();
    }

    private Optional<Anchor> trusted(Anchor anchor) throws SQLException {
      var signer = keys(anchor.made().by());
      if (signer.isPresent() && anchor.signedUnder(signer.get())) {
        return Optional.of(anchor);
      }
      found(
          new Finding(
              Kind.SEAL_FORGED,
              "node " + anchor.node() + ": no node signed the anchor at seal " + anchor.seal()));
      return Optional.empty();
    }

    private void counted(long more) {
      rows += more;
      if (rows % 10_000 == 0) {
        progress.rows(rows);
      }
    }

    private void found(Finding finding) {
      if (findings.size() < MOST_FINDINGS) {
        findings.add(finding);
      }
    }
  }

  private static ChainCheck.Found found(ResultSet result) throws SQLException {
    var row = AuditSelect.row(result);
    return new ChainCheck.Found(row.row(), row.mac());
  }

  static Anchor anchor(ResultSet result) throws SQLException {
    return new Anchor(
        result.getObject("node_id", UUID.class),
        result.getLong("seal_number"),
        result.getLong("last_seq"),
        Octets.copyOf(result.getBytes("head")),
        new Anchor.Made(
            result.getObject("signed_by", UUID.class),
            Columns.instant(result, "at"),
            Columns.instant(result, "kept_from")),
        Octets.copyOf(result.getBytes("signature")));
  }
}
