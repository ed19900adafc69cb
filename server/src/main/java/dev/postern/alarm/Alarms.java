package dev.postern.alarm;

import dev.postern.actor.Actor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells alarms: to the log, to the metrics and to the audit, each kind and subject once an hour.
/// Who raises one does not wait for that.
public final class Alarms implements AutoCloseable {
  static final Duration QUIET = Duration.ofHours(1);
  static final int MOST_REMEMBERED = 1024;
  private static final int MOST_WAITING = 64;
  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

  private record Told(AlarmKind kind, String subject) {}

  private final AlarmBook book;
  private final Actor actor;
  private final InstantSource clock;
  private final AlarmMeter meter;
  private final SequencedMap<Told, Instant> told = new LinkedHashMap<>();
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("alarms").factory());

  /// @param actor in whose name the audit has them: this node
  public Alarms(AlarmBook book, Actor actor, InstantSource clock, AlarmMeter meter) {
    this.book = book;
    this.actor = actor;
    this.clock = clock;
    this.meter = meter;
  }

  /// Raises an alarm, unless the same was raised lately. `words` say what was seen, `subject` says
  /// whom to look at.
  public void raise(AlarmKind kind, String subject, String words) {
    var alarm = new Alarm(kind, subject, words, clock.instant());
    if (!news(alarm)) {
      return;
    }
    meter.raised(kind);
    LOG.warn("alarm {}: {}: {}", kind.text(), subject, words);
    try {
      thread.execute(() -> write(alarm));
    } catch (RejectedExecutionException _) {
      LOG.error("alarm {} of {} is not in the audit: too many wait", kind.text(), subject);
    }
  }

  private synchronized boolean news(Alarm alarm) {
    var key = new Told(alarm.kind(), alarm.subject());
    var before = told.get(key);
    if (before != null && alarm.at().isBefore(before.plus(QUIET))) {
      return false;
    }
    told.remove(key);
    told.put(key, alarm.at());
    if (told.size() > MOST_REMEMBERED) {
      told.pollFirstEntry();
    }
    return true;
  }

  private void write(Alarm alarm) {
    try {
      book.write(alarm.entry(actor));
    } catch (RuntimeException e) {
      LOG.error("alarm {} of {} is not in the audit", alarm.kind().text(), alarm.subject(), e);
    }
  }

  /// Ends after what was raised is written, or after a second.
  @Override
  public void close() {
    thread.shutdown();
    try {
      var _ = thread.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
