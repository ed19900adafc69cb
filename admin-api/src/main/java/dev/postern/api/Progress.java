package dev.postern.api;

import org.jspecify.annotations.Nullable;

/// How far a long piece of work is: `done` of `total`, of which `bad` were refused; `secondsLeft`
/// once it can be told.
public record Progress(long done, @Nullable Long total, long bad, @Nullable Long secondsLeft) {}
