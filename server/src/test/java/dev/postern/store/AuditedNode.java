package dev.postern.store;

import dev.postern.audit.AuditEntry;
import dev.postern.audit.RowMac;
import dev.postern.audit.Seal;
import dev.postern.crypto.KeyRing;
import dev.postern.crypto.Sealer;
import dev.postern.node.ClockWatch;
import dev.postern.node.NodeIdentity;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// A node that writes to an audited database; its beats are the test's.
record AuditedNode(
    UUID id,
    PgAuditWriter writer,
    Database database,
    NodeRegister register,
    NodeLife life,
    ClockWatch watch,
    List<Seal> exported) {
  static final Sealer SEALER =
      new Sealer(KeyRing.parse("k1 " + "QUJD".repeat(10) + "QUI=", "test"), new SecureRandom());

  static AuditedNode begin(AuditedDatabase audited, long number) {
    var writer = new PgAuditWriter();
    var database = audited.open(writer);
    var identity = new NodeIdentity(new UUID(0, number), "node-" + number);
    var register = new NodeRegister(database, identity, "1.0", SEALER, () -> Set.of("k1"));
    var exported = new ArrayList<Seal>();
    var watch = new ClockWatch(() -> AuditedDatabase.AT, System::nanoTime);
    var life = new NodeLife(database, register, writer, exported::add, () -> AuditedDatabase.AT, 0);
    life.beat();
    return new AuditedNode(identity.id(), writer, database, register, life, watch, exported);
  }

  RowMac mac() {
    return database
        .with("testing", connection -> register.keys(connection, id))
        .orElseThrow()
        .rowMac();
  }

  void write(AuditEntry... entries) {
    database.inTransaction(
        "testing",
        transaction -> {
          transaction.audit(List.of(entries));
          return true;
        });
  }

  void writeAt(YearMonth month, String name) {
    var at = month.atDay(2).atStartOfDay().toInstant(ZoneOffset.UTC);
    var entry = AuditedDatabase.accepted(name);
    write(
        new AuditEntry(
            at,
            entry.event(),
            entry.reason(),
            entry.actor(),
            entry.subject(),
            entry.origin(),
            entry.detail()));
  }

  /// Takes a number and rolls back.
  void failToWrite(AuditEntry entry) {
    unheard(entry, false);
  }

  /// Commits, without hearing of it.
  void writeUnheard(AuditEntry entry) {
    unheard(entry, true);
  }

  private void unheard(AuditEntry entry, boolean commit) {
    database.with(
        "testing",
        connection -> {
          connection.setAutoCommit(false);
          try (var prepared = writer.prepare(List.of(entry))) {
            AuditInsert.run(connection, prepared.rows());
            end(connection, commit);
          }
          connection.setAutoCommit(true);
          return true;
        });
  }

  private static void end(Connection connection, boolean commit) throws SQLException {
    if (commit) {
      connection.commit();
    } else {
      connection.rollback();
    }
  }
}
