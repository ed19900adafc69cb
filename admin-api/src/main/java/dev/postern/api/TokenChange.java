package dev.postern.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is to change in a token. `neverExpires` takes an expiry away.
public record TokenChange(
    @Nullable String label, @Nullable Instant expiresAt, @Nullable Boolean neverExpires) {}
