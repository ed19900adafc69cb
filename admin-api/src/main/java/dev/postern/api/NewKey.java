package dev.postern.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A machine's key to be made. Without `realm` every realm is its, without `expiresAt` it does not
/// expire.
public record NewKey(
    String name, OperatorView.Role role, @Nullable String realm, @Nullable Instant expiresAt) {}
