package dev.postern.api;

/// A group of users of a realm.
public record GroupView(String realm, String name, String description, int members) {}
