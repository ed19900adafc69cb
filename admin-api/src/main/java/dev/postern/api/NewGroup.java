package dev.postern.api;

import org.jspecify.annotations.Nullable;

/// A group to be added, to the realm `local` unless it says otherwise.
public record NewGroup(@Nullable String realm, String name, @Nullable String description) {}
