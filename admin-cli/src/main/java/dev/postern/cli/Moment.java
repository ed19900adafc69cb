package dev.postern.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A point in time as operators write it: `2027-01-31`, `2027-01-31T12:00:00Z`, or how far off it
/// is, such as `90d`.
sealed interface Moment {
  record At(Instant instant) implements Moment {}

  /// The day's first moment, where the operator is.
  record OnDay(LocalDate day) implements Moment {}

  record Off(Duration distance) implements Moment {}

  /// The moment that lies ahead.
  default Instant ahead(Instant now, ZoneId zone) {
    return switch (this) {
      case At(Instant instant) -> instant;
      case OnDay(LocalDate day) -> day.atStartOfDay(zone).toInstant();
      case Off(Duration distance) -> now.plus(distance);
    };
  }

  /// The moment that is past.
  default Instant ago(Instant now, ZoneId zone) {
    return switch (this) {
      case At(Instant instant) -> instant;
      case OnDay(LocalDate day) -> day.atStartOfDay(zone).toInstant();
      case Off(Duration distance) -> now.minus(distance);
    };
  }

  /// Reads a moment from the command line.
  final class Reader implements ITypeConverter<Moment> {
    @Override
    public Moment convert(String text) {
      try {
        if (text.indexOf('T') > 0) {
          return new At(Instant.parse(text));
        }
        return text.indexOf('-') > 0
            ? new OnDay(LocalDate.parse(text))
            : new Off(Durations.parse(text));
      } catch (DateTimeParseException | TypeConversionException _) {
        throw new TypeConversionException(
            "'" + text + "' is no time such as 2027-01-31, 2027-01-31T12:00:00Z or 90d");
      }
    }
  }
}
