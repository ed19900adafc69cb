package dev.postern.user;

import java.time.Instant;

/// That a user's logins from a source are not examined until then, after failures from there.
public record SourceDelay(String source, Instant until) {}
