package dev.postern.api;

import org.jspecify.annotations.Nullable;

/// A gateway has a new shared secret. `secret` is there if the server made it, and is not shown
/// again.
public record SecretRotated(GatewayView gateway, @Nullable Secret secret) {}
