package dev.postern.api;

/// What is to be kept of the passwords of everybody in a realm and of who is added to it:
/// `nothing`, `nt-hash` or `password`.
public record RealmChange(String recoverable) {}
