package dev.postern.alarm;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import java.time.Instant;
import java.util.Map;

/// Something to be told at once: what kind it is, what it is about (`source 203.0.113.9`), and in
/// words what was seen. Neither holds a secret or the name of a user.
public record Alarm(AlarmKind kind, String subject, String words, Instant at) {
  AuditEntry entry(Actor by) {
    var detail = Map.of("kind", kind.text(), "subject", subject, "words", words);
    return AuditEntry.of(at, "alarm.raised", by, detail);
  }
}
