package dev.postern.api;

/// A realm that was changed, and for how many users that was a change.
public record RealmChanged(RealmView realm, long users) {}
