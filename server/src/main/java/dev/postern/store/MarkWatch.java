package dev.postern.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Things of one kind in memory, never more than a look behind the database: a virtual thread looks
/// at the kind's change mark several times a second and loads the things anew when it was raised.
/// While the database is away the last ones stay.
final class MarkWatch<T> implements AutoCloseable {
  /// How often a watch looks.
  static final Duration EVERY = Duration.ofMillis(300);

  private static final Logger LOG = LoggerFactory.getLogger(MarkWatch.class);

  /// Reads all things of a kind.
  @FunctionalInterface
  interface Load<T> {
    T from(Connection connection) throws SQLException;
  }

  private final Database database;
  private final String kind;
  private final Load<T> load;
  private final Thread thread;
  private volatile T value;
  private volatile long mark = -1;
  private boolean away;

  private MarkWatch(Database database, String kind, T none, Load<T> load, Duration every) {
    this.database = database;
    this.kind = kind;
    this.load = load;
    this.value = none;
    this.thread = Thread.ofVirtual().name(kind + "-watch").unstarted(() -> watch(every));
  }

  /// Starts to watch things of a kind, of which there are `none` until [#loaded] says so: at once
  /// if the database is there.
  static <T> MarkWatch<T> start(
      Database database, String kind, T none, Load<T> load, Duration every) {
    var watch = new MarkWatch<>(database, kind, none, load, every);
    watch.look();
    watch.thread.start();
    return watch;
  }

  T value() {
    return value;
  }

  /// Whether they were ever read.
  boolean loaded() {
    return mark >= 0;
  }

  private void watch(Duration every) {
    try {
      while (true) {
        Thread.sleep(every);
        look();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      long now = database.with("look for changed " + kind, this::readMark);
      if (now != mark) {
        value = database.with("load " + kind, load::from);
        mark = now;
      }
      tell(null);
    } catch (RuntimeException e) { // the loop is a door: nothing may end it
      tell(e);
    }
  }

  /// Tells of the database's going and coming, once each.
  private void tell(@Nullable RuntimeException failure) {
    if (failure != null && !away) {
      LOG.warn("{} can't be read, the last ones stay: {}", kind, failure.getMessage());
    } else if (failure == null && away) {
      LOG.info("{} can be read again", kind);
    }
    away = failure != null;
  }

  private long readMark(Connection connection) throws SQLException {
    return Sql.of("SELECT mark FROM change_marks WHERE kind = ?", kind)
        .first(connection, row -> row.getLong(1))
        .orElse(0L);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(EVERY.multipliedBy(10));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
