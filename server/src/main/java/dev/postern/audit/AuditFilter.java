package dev.postern.audit;

import dev.postern.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which rows are meant; what is null does not matter. `event` is the beginning of an event's name,
/// `since` is inclusive and `until` exclusive.
public record AuditFilter(
    @Nullable UserId user,
    @Nullable String gateway,
    @Nullable String event,
    @Nullable String actor,
    @Nullable Instant since,
    @Nullable Instant until) {
  public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null);

  /// What a user did and suffered, as far as the event's name begins like that.
  public static AuditFilter of(UserId user, String event) {
    return new AuditFilter(user, null, event, null, null, null);
  }

  public boolean covers(AuditEntry entry) {
    return (user == null || entry.concerned().map(who -> who.user().equals(user)).orElse(false))
        && (gateway == null
            || entry.cameFrom().map(from -> from.gateway().equals(gateway)).orElse(false))
        && (event == null || entry.event().startsWith(event))
        && (actor == null || entry.actor().text().equals(actor))
        && (since == null || !entry.at().isBefore(since))
        && (until == null || entry.at().isBefore(until));
  }
}
