package dev.postern.store;

import dev.postern.audit.AuditEntry;
import dev.postern.audit.ProvenRow;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntPredicate;

/// Makes rows of audit entries, which a statement of somebody else's transaction writes.
public interface AuditWriter {
  /// Rows that are written, or about to be, and may still be rolled back. Closed in any case;
  /// [#committed] is called first if the commit went through.
  interface Written extends AutoCloseable {
    /// What to insert: one row an entry, in their order, or nothing where the audit lies elsewhere.
    List<ProvenRow> rows();

    /// Those rows are in the table, counted from 0; no other is, or ever will be.
    void committed(IntPredicate which);

    @Override
    void close();
  }

  /// Fails if nothing can be written now.
  Written prepare(List<AuditEntry> entries) throws SQLException;
}
