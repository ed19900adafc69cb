package dev.postern.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A token to be added; `key` in Base32. Without `serial` the server picks one, without `user` it
/// goes into stock. `periodSeconds` is for TOTP, `counter` (0 if absent) for HOTP. A `pending`
/// token has to be activated with a code before it lets anybody in.
public record NewToken(
    @Nullable String serial,
    TokenView.Kind kind,
    TokenView.Algorithm algorithm,
    int digits,
    @Nullable Integer periodSeconds,
    @Nullable Long counter,
    Secret key,
    @Nullable String label,
    @Nullable UserRef user,
    boolean pending,
    @Nullable Instant expiresAt) {}
