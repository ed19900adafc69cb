package dev.postern.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the database once a second whether it is there, so that readiness is known without asking
/// it again.
public final class DatabaseWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Runnable question;
  private final Thread thread = Thread.ofVirtual().name("database-watch").unstarted(this::run);
  private volatile String trouble = "not asked yet";

  /// One that looks only when it is told to; the question throws if it gets no answer.
  DatabaseWatch(Runnable question) {
    this.question = question;
  }

  public static DatabaseWatch start(Database database) {
    var watch =
        new DatabaseWatch(() -> database.with("ask for the database", DatabaseWatch::answers));
    watch.thread.start();
    return watch;
  }

  private static boolean answers(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.execute("SELECT 1");
    }
  }

  private void run() {
    try {
      while (true) {
        look();
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  void look() {
    try {
      question.run();
      if (!trouble.isEmpty()) {
        LOG.info("the database answers");
      }
      trouble = "";
    } catch (StoreUnavailable e) {
      if (trouble.isEmpty()) {
        LOG.warn("the database does not answer, so no login is answered: {}", e.getMessage());
      }
      trouble = String.valueOf(e.getMessage());
    }
  }

  /// What is the matter with the database, empty if it answers.
  public Optional<String> trouble() {
    return Optional.of(trouble).filter(text -> !text.isEmpty());
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
