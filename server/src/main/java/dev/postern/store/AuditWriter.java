package dev.postern.store;

import dev.postern.audit.AuditEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Writes audit entries within a transaction that somebody else commits.
public interface AuditWriter {
  /// What was written but may still be rolled back. Closed in any case; [#committed] is called
  /// first if the commit went through.
  interface Written extends AutoCloseable {
    void committed();

    @Override
    void close();
  }

  Written write(Connection connection, List<AuditEntry> entries) throws SQLException;
}
