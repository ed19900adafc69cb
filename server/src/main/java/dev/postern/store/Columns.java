package dev.postern.store;

import dev.postern.octets.Octets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Values to columns and back.
final class Columns {
  /// The SQLSTATE of a row that is there already.
  static final String UNIQUE_VIOLATION = "23505";

  private Columns() {}

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  static @Nullable Octets octetsOrNull(ResultSet row, String column) throws SQLException {
    byte[] octets = row.getBytes(column);
    return octets == null ? null : Octets.copyOf(octets);
  }

  static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  static byte @Nullable [] octets(@Nullable Octets octets) {
    return octets == null ? null : octets.toArray();
  }
}
