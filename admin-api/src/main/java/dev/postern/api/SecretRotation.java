package dev.postern.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A gateway gets a new shared secret: `secret`, or one that the server makes. The present one is
/// good for `overlap` more, a day if absent.
public record SecretRotation(@Nullable Secret secret, @Nullable Duration overlap) {}
