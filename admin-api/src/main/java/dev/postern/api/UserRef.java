package dev.postern.api;

/// A user by name. `realm` is `local` unless another one is configured.
public record UserRef(String realm, String name) {}
