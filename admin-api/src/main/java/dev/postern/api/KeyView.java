package dev.postern.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A machine's key, without its secret. `realm` is absent if every realm is its.
public record KeyView(
    String id,
    String name,
    OperatorView.Role role,
    @Nullable String realm,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {}
