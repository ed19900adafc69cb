package dev.postern.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that happened: `event` names it, `reason` says why in a word. `actor` is `user`,
/// `operator:NAME`, `key:NAME` or `node:NAME`; `source` is the calling station of a login.
public record AuditRow(
    String id,
    Instant at,
    String node,
    String event,
    @Nullable String reason,
    String actor,
    @Nullable String user,
    @Nullable String gateway,
    @Nullable String source,
    @Nullable String requestId,
    Map<String, String> detail) {
  public AuditRow {
    detail = Map.copyOf(detail);
  }
}
