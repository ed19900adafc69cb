package dev.postern.api;

import java.time.Instant;

/// The key that an operator works with until it expires.
public record LoginReply(Secret key, Instant expiresAt) {}
