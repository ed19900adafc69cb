package dev.postern.store;

import dev.postern.accounting.AccountingRecord;
import dev.postern.accounting.AccountingRecord.OfGateway;
import dev.postern.accounting.AccountingRecord.OfSession;
import dev.postern.accounting.Session;
import dev.postern.accounting.SessionFilter;
import dev.postern.accounting.SessionId;
import dev.postern.accounting.SessionPosition;
import dev.postern.accounting.Sessions;
import dev.postern.audit.AuditEntry;
import dev.postern.store.Grouping.Bounds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Sessions in PostgreSQL. Records of many sessions travel in one statement, which commits by
/// itself.
public final class PgSessions implements Sessions, AutoCloseable {
  private static final Bounds RECORDS = new Bounds(1, 256, 8192);

  private final Database database;
  private final Grouping<AccountingRecord, AccountingRecord> records;

  public PgSessions(Database database) {
    this.database = database;
    this.records = new Grouping<>("accounting", RECORDS, PgSessions::key, this::keepAll);
  }

  /// A statement writes a row once, so two records of a session never travel together.
  private static Object key(AccountingRecord record) {
    return switch (record) {
      case OfSession session -> session.id();
      case OfGateway _ -> new Object();
    };
  }

  @Override
  public void keep(AccountingRecord record, Duration patience) {
    records.run(record, patience);
  }

  private List<AccountingRecord> keepAll(List<AccountingRecord> group, Duration patience) {
    var sessions = only(OfSession.class, group);
    var restarts = only(OfGateway.class, group);
    return database.with(
        "keep accounting",
        patience,
        connection -> {
          if (!sessions.isEmpty()) {
            SessionWrites.keep(connection, sessions);
          }
          if (!restarts.isEmpty()) {
            SessionWrites.restart(connection, restarts);
          }
          return group;
        });
  }

  private static <R extends AccountingRecord> List<R> only(
      Class<R> kind, List<AccountingRecord> group) {
    return group.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Override
  public List<Session> page(SessionFilter filter, SessionPosition after, int limit) {
    return database.with(
        "list sessions", connection -> SessionReads.page(connection, filter, after, limit));
  }

  @Override
  public Optional<Session> find(SessionId id) {
    return database.with("find a session", connection -> SessionReads.find(connection, id));
  }

  @Override
  public void audit(AuditEntry entry) {
    database.inTransaction(
        "audit a session",
        transaction -> {
          transaction.audit(entry);
          return true;
        });
  }

  /// How many records wait for the database.
  public int waiting() {
    return records.waiting();
  }

  @Override
  public void close() {
    records.close();
  }
}
