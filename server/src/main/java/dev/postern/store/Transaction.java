package dev.postern.store;

import dev.postern.audit.AuditEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// One transaction in progress: its connection, and the audit entries that are written as its last
/// statement, so that a change and what is said of it are committed together or not at all.
public final class Transaction {
  private final Connection connection;
  private final List<AuditEntry> audited = new ArrayList<>();

  Transaction(Connection connection) {
    this.connection = connection;
  }

  public Connection connection() {
    return connection;
  }

  public void audit(AuditEntry entry) {
    audited.add(entry);
  }

  public void audit(List<AuditEntry> entries) {
    audited.addAll(entries);
  }

  List<AuditEntry> audited() {
    return audited;
  }

  /// Makes every node look at this kind of thing again within a second of the commit.
  public void raiseMark(String kind) throws SQLException {
    Sql.of("UPDATE change_marks SET mark = mark + 1 WHERE kind = ?", kind).update(connection);
  }
}
