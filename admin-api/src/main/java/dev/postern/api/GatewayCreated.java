package dev.postern.api;

import org.jspecify.annotations.Nullable;

/// A gateway just added. `secret` is there if the server made it, and is not shown again.
public record GatewayCreated(GatewayView gateway, @Nullable Secret secret) {}
