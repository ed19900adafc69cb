package dev.postern.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user to be added: to the realm `local`, enabled, without groups and password unless it says
/// otherwise, and with what the realm says kept of the password beside its hash.
public record NewUser(
    @Nullable String realm,
    String name,
    @Nullable String displayName,
    @Nullable String email,
    @Nullable String phone,
    @Nullable List<String> groups,
    @Nullable Boolean enabled,
    @Nullable Secret password,
    @Nullable String recoverable) {}
