package dev.postern.api;

import org.jspecify.annotations.Nullable;

/// An operator to be added. Without `realm` every realm is theirs.
public record NewOperator(
    String name, OperatorView.Role role, @Nullable String realm, Secret password) {}
