package dev.postern.store;

import dev.postern.audit.AuditEntry;
import dev.postern.audit.AuditNumbers;
import dev.postern.audit.AuditRow;
import dev.postern.audit.RowMac;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes audit rows, numbered and bearing their MAC, in one statement a transaction.
///
/// Until [#begin] has told it who this node is, which takes the database, it refuses to write: what
/// can't be audited is not done.
public final class PgAuditWriter implements AuditWriter {
  private static final Written NOTHING =
      new Written() {
        @Override
        public void committed() {}

        @Override
        public void close() {}
      };

  private record Begun(UUID node, RowMac mac, AuditNumbers numbers) {}

  private volatile @Nullable Begun begun;

  /// Lets writing begin. `numbers` says where this node's numbering goes on, and is shared with
  /// whoever seals.
  public void begin(UUID node, RowMac mac, AuditNumbers numbers) {
    begun = new Begun(node, mac, numbers);
  }

  /// Whether writing has begun.
  public boolean ready() {
    return begun != null;
  }

  @Override
  public Written write(Connection connection, List<AuditEntry> entries) throws SQLException {
    if (entries.isEmpty()) {
      return NOTHING;
    }
    var node = begun;
    if (node == null) {
      throw new SQLException("this node has no audit key yet");
    }
    var numbers = node.numbers.take(entries.size());
    try {
      var rows = rows(node, numbers.first(), entries);
      AuditInsert.run(connection, rows);
      return new Rows(numbers, rows.stream().map(AuditInsert.Row::toSeal).toList());
    } catch (SQLException | RuntimeException | Error e) {
      numbers.over();
      throw e;
    }
  }

  private static List<AuditInsert.Row> rows(Begun node, long first, List<AuditEntry> entries) {
    var rows = new ArrayList<AuditInsert.Row>(entries.size());
    for (var entry : entries) {
      var row = new AuditRow(node.node, first + rows.size(), AuditTexts.storable(entry));
      rows.add(new AuditInsert.Row(row, node.mac.of(row)));
    }
    return rows;
  }

  private record Rows(AuditNumbers.Taken numbers, List<AuditNumbers.Row> rows) implements Written {
    @Override
    public void committed() {
      numbers.committed(rows);
    }

    @Override
    public void close() {
      numbers.over();
    }
  }
}
