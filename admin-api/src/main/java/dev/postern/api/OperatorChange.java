package dev.postern.api;

import org.jspecify.annotations.Nullable;

/// What is to change in an operator. An empty `realm` gives them every realm.
public record OperatorChange(
    OperatorView.@Nullable Role role,
    @Nullable String realm,
    @Nullable Boolean enabled,
    @Nullable Secret password) {}
