package dev.postern.api;

import org.jspecify.annotations.Nullable;

/// An operator asks for a key. `code` is absent if the operator has no token.
public record LoginRequest(String operator, Secret password, @Nullable Secret code) {}
