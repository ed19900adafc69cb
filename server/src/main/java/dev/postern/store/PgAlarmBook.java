package dev.postern.store;

import dev.postern.alarm.AlarmBook;
import dev.postern.audit.AuditEntry;

/// Alarms in PostgreSQL's audit.
public final class PgAlarmBook implements AlarmBook {
  private final Database database;

  public PgAlarmBook(Database database) {
    this.database = database;
  }

  @Override
  public void write(AuditEntry entry) {
    database.inTransaction(
        "write an alarm",
        transaction -> {
          transaction.audit(entry);
          return entry;
        });
  }
}
