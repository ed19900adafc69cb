package dev.postern.audit;

import dev.postern.actor.Actor;
import dev.postern.user.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thing that happened.
///
/// `event` names it (`login.accepted`, `user.added`), `reason` says why in a word of the rules
/// (`WRONG_CODE`; empty where none is needed), `detail` holds what else a reader needs, by name.
/// `user` and `userName` are absent where nobody is concerned, `gateway`, `source` and `requestId`
/// where no login is.
public record AuditEntry(
    Instant at,
    String event,
    String reason,
    Actor actor,
    @Nullable Subject subject,
    @Nullable Origin origin,
    Map<String, String> detail) {
  public AuditEntry {
    detail = Map.copyOf(detail);
  }

  /// Whom it concerns: the user's key, and the name as `realm/name` or as it was typed.
  public record Subject(UserId user, String name) {}

  /// Where a login came from: gateway, calling station (empty if none was sent) and the request's
  /// id.
  public record Origin(String gateway, String source, String requestId) {}

  public static AuditEntry of(Instant at, String event, Actor actor, Map<String, String> detail) {
    return new AuditEntry(at, event, "", actor, null, null, detail);
  }

  public AuditEntry about(UserId user, String name) {
    return new AuditEntry(at, event, reason, actor, new Subject(user, name), origin, detail);
  }

  public Optional<Subject> concerned() {
    return Optional.ofNullable(subject);
  }

  public Optional<Origin> cameFrom() {
    return Optional.ofNullable(origin);
  }
}
