package dev.postern.api;

/// A user's password from now on.
public record NewPassword(Secret password) {}
