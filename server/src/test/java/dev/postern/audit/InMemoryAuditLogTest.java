package dev.postern.audit;

import dev.postern.testing.InMemoryAuditLog;

class InMemoryAuditLogTest extends AuditLogContract {
  private final InMemoryAuditLog log = new InMemoryAuditLog();

  @Override
  protected AuditLog log() {
    return log;
  }

  @Override
  protected void write(AuditEntry entry) {
    log.add(entry);
  }
}
