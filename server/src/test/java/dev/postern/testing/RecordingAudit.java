package dev.postern.testing;

import dev.postern.audit.AuditEntry;
import dev.postern.audit.ProvenRow;
import dev.postern.store.AuditWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Keeps the entries whose transaction was committed, here and not in the database.
public final class RecordingAudit implements AuditWriter {
  private final List<AuditEntry> committed = new ArrayList<>();

  public synchronized List<AuditEntry> entries() {
    return List.copyOf(committed);
  }

  private synchronized void keep(AuditEntry entry) {
    committed.add(entry);
  }

  @Override
  public Written prepare(List<AuditEntry> entries) {
    return new Written() {
      @Override
      public List<ProvenRow> rows() {
        return List.of();
      }

      @Override
      public void committed(IntPredicate which) {
        IntStream.range(0, entries.size()).filter(which).forEach(i -> keep(entries.get(i)));
      }

      @Override
      public void close() {}
    };
  }
}
