package dev.postern.approval;

import dev.postern.actor.Actor;
import dev.postern.user.RealmName;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What somebody asked a second operator for, and how that ended. It is good once, for whoever
/// asked, until `until`, and as long as the address is the one that was changed at `changedAt`.
public record Approval(
    String id,
    What what,
    About about,
    Instant changedAt,
    Actor askedBy,
    Instant askedAt,
    Instant until,
    State state,
    @Nullable Decision decision) {
  /// Whom it concerns.
  public record About(UserId user, RealmName realm, UserName name) {
    /// `realm/name`.
    public String text() {
      return realm + "/" + name;
    }
  }

  /// Who decided, and when.
  public record Decision(Actor by, Instant at) {}

  /// How far it is.
  public enum State {
    ASKED,
    GRANTED,
    DENIED,
    USED
  }

  Approval decided(boolean granted, Decision by) {
    var end = granted ? State.GRANTED : State.DENIED;
    return new Approval(id, what, about, changedAt, askedBy, askedAt, until, end, by);
  }
}
