package dev.postern.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A session, as its gateway tells of it. `session` is what the NAS calls it (Acct-Session-Id),
/// `user` whom it names, `station` where the user is, `addresses` those that the user got;
/// `inputOctets` came from the user, `outputOctets` went there. `ending` is `stop`, `gateway` or
/// `silence`, and absent like `endedAt` while it is open; `cause` is Acct-Terminate-Cause. `login`
/// is the request, in the audit, by which the user came in.
public record SessionView(
    String id,
    String gateway,
    String nas,
    String session,
    String user,
    String station,
    List<String> addresses,
    Instant startedAt,
    Instant heardAt,
    @Nullable Instant endedAt,
    @Nullable String ending,
    @Nullable String cause,
    long seconds,
    long inputOctets,
    long outputOctets,
    @Nullable String login) {
  public SessionView {
    addresses = List.copyOf(addresses);
  }
}
