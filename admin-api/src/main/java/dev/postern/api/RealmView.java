package dev.postern.api;

/// A realm, and what is to be kept of the passwords of users who are added to it: `nothing`,
/// `nt-hash` or `password`.
public record RealmView(String name, String recoverable) {}
