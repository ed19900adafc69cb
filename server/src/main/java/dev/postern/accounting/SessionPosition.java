package dev.postern.accounting;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// A place in the list of sessions, which begins with the newest.
public record SessionPosition(Instant startedAt, SessionId id) {
  /// Before the newest.
  public static final SessionPosition START =
      new SessionPosition(Instant.parse("9999-01-01T00:00:00Z"), new SessionId(0));

  public static SessionPosition of(Session session) {
    return new SessionPosition(session.span().startedAt(), session.id());
  }

  public static Optional<SessionPosition> parse(String text) {
    int comma = text.indexOf(',');
    try {
      long micros = Long.parseLong(text.substring(0, Math.max(comma, 0)));
      return SessionId.parse(text.substring(comma + 1))
          .map(id -> new SessionPosition(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), id));
    } catch (NumberFormatException | DateTimeException | ArithmeticException _) {
      return Optional.empty();
    }
  }

  public String text() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, startedAt) + "," + id.text();
  }
}
