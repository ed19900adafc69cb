package dev.postern.testing;

import dev.postern.audit.AuditEntry;
import dev.postern.audit.AuditFilter;
import dev.postern.audit.AuditLog;
import dev.postern.audit.AuditPosition;
import dev.postern.audit.AuditRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// An audit that is a list, of one node.
public final class InMemoryAuditLog implements AuditLog {
  public static final UUID NODE = new UUID(0, 1);

  private final List<AuditRow> rows = new ArrayList<>();

  public synchronized void add(AuditEntry entry) {
    rows.add(new AuditRow(NODE, rows.size() + 1L, entry));
  }

  @Override
  public synchronized List<AuditRow> after(AuditPosition position, AuditFilter filter, int limit) {
    return covered(filter)
        .filter(row -> AuditPosition.of(row).compareTo(position) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<AuditRow> last(AuditFilter filter, int limit) {
    var all = covered(filter).toList();
    return all.subList(Math.max(0, all.size() - limit), all.size());
  }

  private Stream<AuditRow> covered(AuditFilter filter) {
    return rows.stream()
        .filter(row -> filter.covers(row.entry()))
        .sorted(Comparator.comparing(AuditPosition::of));
  }
}
