package dev.postern.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an operator asks a second one for. `what` is `reissue`, `state` is `asked`, `granted`,
/// `denied` or `used`; `askedBy` and `decidedBy` are as in [AuditRow].
public record ApprovalView(
    String id,
    String what,
    UserRef user,
    String askedBy,
    Instant askedAt,
    Instant until,
    String state,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt) {}
