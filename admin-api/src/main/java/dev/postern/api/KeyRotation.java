package dev.postern.api;

import org.jspecify.annotations.Nullable;

/// Seals every secret at rest under the key-encryption key `to`, or, without it, under the newest
/// one that every live node holds.
public record KeyRotation(@Nullable String to) {}
