package dev.postern.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to change in a user. `groups`, if there, are all the groups from now on.
public record UserChange(
    @Nullable String displayName,
    @Nullable String email,
    @Nullable String phone,
    @Nullable List<String> groups,
    @Nullable Boolean enabled) {}
