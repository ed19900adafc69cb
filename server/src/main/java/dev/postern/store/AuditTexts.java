package dev.postern.store;

import dev.postern.audit.AuditEntry;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// How an entry's texts lie in PostgreSQL. What people type may hold what a text column can't, such
/// as a NUL, and one such name must not make the rows of other logins fail: so it is replaced
/// before the row gets its MAC.
final class AuditTexts {
  private static final int LONGEST = 1000;
  private static final char REPLACEMENT = '\uFFFD';
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> NAMED_TEXTS = new TypeReference<>() {};

  private AuditTexts() {}

  /// The entry as it can be stored and read again unchanged.
  static AuditEntry storable(AuditEntry entry) {
    var subject = entry.subject();
    var origin = entry.origin();
    return new AuditEntry(
        entry.at().truncatedTo(ChronoUnit.MICROS),
        storable(entry.event()),
        storable(entry.reason()),
        entry.actor(),
        subject == null ? null : new AuditEntry.Subject(subject.user(), storable(subject.name())),
        origin == null
            ? null
            : new AuditEntry.Origin(
                storable(origin.gateway()),
                storable(origin.source()),
                storable(origin.requestId())),
        storable(entry.detail()));
  }

  private static Map<String, String> storable(Map<String, String> detail) {
    if (detail.isEmpty()) {
      return detail;
    }
    var storable = new TreeMap<String, String>();
    detail.forEach((name, text) -> storable.put(storable(name), storable(text)));
    return storable;
  }

  /// The text without NULs and halves of surrogate pairs, cut at a bound.
  static String storable(String text) {
    int end = Math.min(text.length(), LONGEST);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return replaced(text.substring(0, end));
      }
    }
    return end == text.length() ? text : text.substring(0, end);
  }

  private static String replaced(String text) {
    var storable = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || (c <= 0xFFFF && Character.isSurrogate((char) c)) ? REPLACEMENT : c)
        .forEach(storable::appendCodePoint);
    return storable.toString();
  }

  static @Nullable String json(Map<String, String> detail) {
    return detail.isEmpty() ? null : JSON.writeValueAsString(new TreeMap<>(detail));
  }

  /// Reads details; what somebody else put into the column is given back whole under an empty name,
  /// which no row of ours has, so that its MAC does not fit.
  static Map<String, String> detail(@Nullable String json) {
    if (json == null) {
      return Map.of();
    }
    try {
      return JSON.readValue(json, NAMED_TEXTS);
    } catch (JacksonException _) {
      return Map.of("", json);
    }
  }
}
