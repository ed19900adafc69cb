package dev.postern.testing;

import dev.postern.embedded.EmbeddedPostgres;
import dev.postern.octets.SecretOctets;
import dev.postern.store.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A database for one test: empty or a copy of a prepared one, dropped when closed. All are on one
/// PostgreSQL, which the first test of this JVM starts and which ends with the JVM.
///
/// ```java
/// try (var database = TestDatabase.create("migrated", Schema::migrate)) { … }
/// ```
public final class TestDatabase implements AutoCloseable {
  private static final Map<String, TestDatabase> TEMPLATES = new ConcurrentHashMap<>();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name;

  private TestDatabase(String name) {
    this.name = name;
  }

  /// An empty database.
  public static TestDatabase create() {
    return copyOf("template0");
  }

  /// A copy of what `prepare` makes of an empty database; it is called once a JVM and
  /// `templateName`, and must leave no connection open.
  public static TestDatabase create(String templateName, Consumer<TestDatabase> prepare) {
    TestDatabase template =
        TEMPLATES.computeIfAbsent(
            templateName,
            _ -> {
              TestDatabase fresh = create();
              prepare.accept(fresh);
              return fresh;
            });
    return copyOf(template.name);
  }

  /// How a node of a test gets here: patiently, by few connections.
  public DatabaseSettings settings() {
    return new DatabaseSettings(jdbcUrl(), user(), password(), 8, Duration.ofSeconds(5));
  }

  public String name() {
    return name;
  }

  public String jdbcUrl() {
    return postgres().jdbcUrl(name);
  }

  public String user() {
    return postgres().user();
  }

  public SecretOctets password() {
    return postgres().password();
  }

  /// A connection that the caller closes.
  public Connection connect() throws SQLException {
    return connect(name);
  }

  /// Runs statements on a connection of their own.
  public void execute(String sql) {
    try (var connection = connect()) {
      execute(connection, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    Overseer.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  private static TestDatabase copyOf(String template) {
    String name = "test_" + COUNT.incrementAndGet();
    Overseer.execute("CREATE DATABASE " + name + " TEMPLATE " + template + " STRATEGY file_copy");
    return new TestDatabase(name);
  }

  private static void execute(Connection connection, String sql) {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  private static Connection connect(String database) throws SQLException {
    EmbeddedPostgres postgres = postgres();
    return DriverManager.getConnection(
        postgres.jdbcUrl(database), postgres.user(), postgres.password().revealUtf8());
  }

  private static EmbeddedPostgres postgres() {
    return TestPostgres.shared();
  }

  /// The one connection that makes and drops databases, one after the other.
  private static final class Overseer {
    private static final Connection CONNECTION = open();

    static synchronized void execute(String sql) {
      TestDatabase.execute(CONNECTION, sql);
    }

    private static Connection open() {
      try {
        return connect("postgres");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
