package dev.postern.store;

import dev.postern.audit.AuditEntry;
import dev.postern.audit.AuditLog;
import dev.postern.audit.AuditLogContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

@Tag("database")
class PgAuditLogDatabaseTest extends AuditLogContract {
  private final AuditedDatabase audited = new AuditedDatabase();
  private final AuditedNode node = audited.node(1);

  @Override
  protected AuditLog log() {
    return new PgAuditLog(node.database());
  }

  @Override
  protected void write(AuditEntry entry) {
    node.write(entry);
  }

  @AfterEach
  void close() {
    audited.close();
  }
}
