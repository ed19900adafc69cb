package dev.postern.store;

import dev.postern.audit.AuditEntry;
import dev.postern.audit.AuditNumbers;
import dev.postern.audit.AuditRow;
import dev.postern.audit.ProvenRow;
import dev.postern.audit.RowMac;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes audit rows, numbered and bearing their MAC.
///
/// Until [#begin] has told it who this node is, which takes the database, it refuses to write: what
/// can't be audited is not done.
public final class PgAuditWriter implements AuditWriter {
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
  public Written prepare(List<AuditEntry> entries) throws SQLException {
    var node = begun;
    if (node == null) {
      throw new SQLException("this node has no audit key yet");
    }
    var numbers = node.numbers.take(entries.size());
    try {
      return new Numbered(numbers, rows(node, numbers.first(), entries));
    } catch (RuntimeException | Error e) {
      numbers.over();
      throw e;
    }
  }

  private static List<ProvenRow> rows(Begun node, long first, List<AuditEntry> entries) {
    var rows = new ArrayList<ProvenRow>(entries.size());
    for (var entry : entries) {
      var row = new AuditRow(node.node, first + rows.size(), AuditTexts.storable(entry));
      rows.add(new ProvenRow(row, node.mac.of(row)));
    }
    return rows;
  }

  private record Numbered(AuditNumbers.Taken numbers, List<ProvenRow> rows) implements Written {
    @Override
    public void committed(IntPredicate which) {
      numbers.committed(
          IntStream.range(0, rows.size())
              .filter(which)
              .mapToObj(i -> rows.get(i).toSeal())
              .toList());
    }

    @Override
    public void close() {
      numbers.over();
    }
  }
}
