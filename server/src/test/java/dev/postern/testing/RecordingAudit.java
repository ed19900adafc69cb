package dev.postern.testing;

import dev.postern.audit.AuditEntry;
import dev.postern.store.AuditWriter;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/// Keeps the entries whose transaction was committed.
public final class RecordingAudit implements AuditWriter {
  private final List<AuditEntry> committed = new ArrayList<>();

  public synchronized List<AuditEntry> entries() {
    return List.copyOf(committed);
  }

  private synchronized void keep(List<AuditEntry> entries) {
    committed.addAll(entries);
  }

  @Override
  public Written write(Connection connection, List<AuditEntry> entries) {
    var written = List.copyOf(entries);
    return new Written() {
      @Override
      public void committed() {
        keep(written);
      }

      @Override
      public void close() {}
    };
  }
}
