package dev.postern.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to change in a user. `groups`, if there, are all the groups from now on; `recoverable`
/// is what is to be kept of the password beside its hash: `nothing`, `nt-hash` or `password`.
public record UserChange(
    @Nullable String displayName,
    @Nullable String email,
    @Nullable String phone,
    @Nullable List<String> groups,
    @Nullable Boolean enabled,
    @Nullable String recoverable) {}
