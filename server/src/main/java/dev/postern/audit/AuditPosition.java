package dev.postern.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/// Where a row stands in the audit of all nodes: by time, then node, then number.
public record AuditPosition(Instant at, UUID node, long number)
    implements Comparable<AuditPosition> {
  /// Before every row.
  public static final AuditPosition START = new AuditPosition(Instant.EPOCH, new UUID(0, 0), 0);

  private static final Comparator<AuditPosition> ORDER =
      Comparator.comparing(AuditPosition::at)
          .thenComparing(position -> position.node().toString()) // as PostgreSQL orders uuid
          .thenComparingLong(AuditPosition::number);

  public static AuditPosition of(AuditRow row) {
    return new AuditPosition(row.entry().at(), row.node(), row.number());
  }

  /// Reads what [#text] wrote.
  public static Optional<AuditPosition> parse(String text) {
    String[] parts = text.split("_", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      var at = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
      return Optional.of(
          new AuditPosition(at, UUID.fromString(parts[1]), Long.parseLong(parts[2])));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException _) {
      return Optional.empty();
    }
  }

  /// As it stands in a cursor: microseconds, node and number.
  public String text() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_" + node + "_" + number;
  }

  @Override
  public int compareTo(AuditPosition other) {
    return ORDER.compare(this, other);
  }
}
