package dev.postern.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.postern.audit.AuditEntry;
import dev.postern.audit.ProvenRow;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import javax.sql.DataSource;

/// The way to PostgreSQL: a bounded pool, and transactions that carry their audit with them.
public final class Database implements AutoCloseable {
  /// Work on one connection.
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /// Work in one transaction; what it gives to [Transaction#audit] is written before the commit.
  @FunctionalInterface
  public interface TransactionWork<T> {
    T run(Transaction transaction) throws SQLException;
  }

  /// One statement that writes some of these rows, and says which.
  @FunctionalInterface
  public interface StatementWork {
    BitSet run(Connection connection, List<ProvenRow> audit) throws SQLException;
  }

  private final HikariDataSource pool;
  private final AuditWriter audit;
  private final Duration socketPatience;
  private final RoomProbe room = new RoomProbe();

  private Database(HikariDataSource pool, AuditWriter audit, Duration socketPatience) {
    this.pool = pool;
    this.audit = audit;
    this.socketPatience = socketPatience;
  }

  /// Opens the pool without asking the database anything, so that a server starts while it is away.
  public static Database open(DatabaseSettings settings, AuditWriter audit) {
    return new Database(new HikariDataSource(pool(settings)), audit, socketPatience(settings));
  }

  /// How long an answer is waited for by what is no login.
  private static Duration socketPatience(DatabaseSettings settings) {
    return Duration.ofSeconds(10 * Math.max(1, settings.patience().toSeconds()));
  }

  static HikariConfig pool(DatabaseSettings settings) {
    var config = new HikariConfig();
    config.setPoolName("postern");
    config.setJdbcUrl(settings.jdbcUrl());
    config.setUsername(settings.user());
    config.setPassword(settings.password().revealUtf8());
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(Math.min(4, settings.connections()));
    config.setConnectionTimeout(settings.patience().toMillis());
    config.setValidationTimeout(Math.max(250, settings.patience().toMillis() / 2));
    config.setInitializationFailTimeout(-1);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED"); // whatever the database's default
    config.addDataSourceProperty("ApplicationName", "postern");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("prepareThreshold", "1");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    long seconds = Math.max(1, settings.patience().toSeconds());
    config.addDataSourceProperty("connectTimeout", String.valueOf(seconds));
    config.addDataSourceProperty("loginTimeout", String.valueOf(seconds));
    config.addDataSourceProperty(
        "socketTimeout", String.valueOf(socketPatience(settings).toSeconds()));
    return config;
  }

  /// How many connections are in use.
  public int busy() {
    var levels = pool.getHikariPoolMXBean();
    return levels == null ? 0 : levels.getActiveConnections();
  }

  /// How many threads wait for a connection.
  public int waiting() {
    var levels = pool.getHikariPoolMXBean();
    return levels == null ? 0 : levels.getThreadsAwaitingConnection();
  }

  public DataSource source() {
    return pool;
  }

  /// Runs statements that each commit by themselves.
  public <T> T with(String doing, Work<T> work) {
    return with(doing, socketPatience, work);
  }

  /// The same, where no answer of the database is waited for longer than `patience`; a connection
  /// on which one did not come is given up.
  <T> T with(String doing, Duration patience, Work<T> work) {
    try (var connection = connection(patience)) {
      return work.run(connection);
    } catch (SQLException e) {
      throw unavailable(doing, e);
    }
  }

  /// The pool sets the time-out back. PostgreSQL may be gone without a word, such as behind a
  /// firewall that drops what it does not know.
  private Connection connection(Duration patience) throws SQLException {
    var connection = pool.getConnection();
    if (patience.compareTo(socketPatience) < 0) {
      int millis = Math.toIntExact(Math.max(1, patience.toMillis()));
      connection.setNetworkTimeout(Runnable::run, millis);
    }
    return connection;
  }

  /// Runs one transaction, committed at its end and rolled back if anything throws.
  public <T> T inTransaction(String doing, TransactionWork<T> work) {
    return inTransaction(doing, socketPatience, work);
  }

  /// The same, where no answer of the database is waited for longer than `patience`.
  <T> T inTransaction(String doing, Duration patience, TransactionWork<T> work) {
    try (var connection = connection(patience)) {
      connection.setAutoCommit(false);
      try {
        return committed(connection, work);
      } catch (SQLException | RuntimeException | Error e) {
        rollBack(connection, e);
        throw e;
      } finally {
        restore(connection);
      }
    } catch (SQLException e) {
      throw unavailable(doing, e);
    }
  }

  private <T> T committed(Connection connection, TransactionWork<T> work) throws SQLException {
    var transaction = new Transaction(connection);
    T result = work.run(transaction);
    if (transaction.audited().isEmpty()) {
      connection.commit();
      return result;
    }
    try (var written = audit.prepare(transaction.audited())) {
      AuditInsert.run(connection, written.rows());
      connection.commit();
      written.committed(_ -> true);
    }
    return result;
  }

  /// Runs one statement that commits by itself and writes rows of the audit beside what else it
  /// does; says which of the entries, counted from 0, it wrote. No answer of the database is waited
  /// for longer than `patience`.
  BitSet inStatement(
      String doing, Duration patience, List<AuditEntry> entries, StatementWork work) {
    try (var connection = connection(patience);
        var written = audit.prepare(entries)) {
      var done = work.run(connection, written.rows());
      written.committed(done::get);
      return done;
    } catch (SQLException e) {
      throw unavailable(doing, e);
    }
  }

  /// Throws if a write was refused for want of room and there is none yet.
  void proveRoom() {
    room.prove(this);
  }

  /// Where one answer did not come, those on connections that lie idle won't come either.
  private StoreUnavailable unavailable(String doing, SQLException e) {
    room.failed(e);
    var levels = pool.getHikariPoolMXBean();
    if (e.getCause() instanceof SocketTimeoutException && levels != null) {
      levels.softEvictConnections();
    }
    return new StoreUnavailable(doing, e);
  }

  private static void rollBack(Connection connection, Throwable because) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  private static void restore(Connection connection) {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException _) {
      // The connection is broken; the pool finds that out when it is given back.
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
