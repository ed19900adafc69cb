package dev.postern.store;

import dev.postern.node.ClockWatch;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows once a second that this node lives. The same statement proves that the database is there
/// and can be written, and tells what its clock says.
///
/// What counts is when the last beat was answered, so that a database that says nothing at all is
/// known to be away as soon as one that refuses.
public final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /// The age of the last answer from which on the database counts as away: two beats may be lost.
  static final Duration LATE = Duration.ofSeconds(3);

  /// Shows that the node lives, or throws.
  @FunctionalInterface
  interface Showing {
    void show();
  }

  private record Answer(long nanos) {}

  private final Showing showing;
  private final LongSupplier nanos;
  private final Thread thread = Thread.ofVirtual().name("heartbeat").unstarted(this::run);
  private volatile @Nullable Answer last;
  private volatile String problem = "";
  private volatile boolean closed;

  /// One that beats only when it is told to; `nanos` is a clock that nobody sets.
  Heartbeat(Showing showing, LongSupplier nanos) {
    this.showing = showing;
    this.nanos = nanos;
  }

  /// The heartbeat of a node, not begun yet.
  public static Heartbeat of(NodeRegister register, ClockWatch clock) {
    return new Heartbeat(() -> register.beat(clock), System::nanoTime);
  }

  /// Begins, once the node is registered: the first beat is at once and in the caller's thread.
  public Heartbeat start() {
    beat();
    thread.start();
    return this;
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(PERIOD);
        beat();
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  void beat() {
    try {
      showing.show();
      last = new Answer(nanos.getAsLong());
      answered();
    } catch (RuntimeException e) { // the loop is a door: nothing may end it
      failed(String.valueOf(e.getMessage()));
    }
  }

  private void answered() {
    if (!problem.isEmpty()) {
      LOG.info("the database answers");
      problem = "";
    }
  }

  private void failed(String message) {
    if (problem.isEmpty() && !closed) {
      LOG.warn("the database does not answer, so no login is answered: {}", message);
    }
    problem = message;
  }

  /// What is the matter with the database, empty if it answers.
  public Optional<String> trouble() {
    var answer = last;
    if (answer == null) {
      return Optional.of("no answer yet" + because());
    }
    var age = Duration.ofNanos(nanos.getAsLong() - answer.nanos());
    return age.compareTo(LATE) <= 0
        ? Optional.empty()
        : Optional.of("no answer for " + age.toSeconds() + " s" + because());
  }

  private String because() {
    return problem.isEmpty() ? "" : ": " + problem;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
