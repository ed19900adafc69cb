package dev.postern.gateway;

/// An attribute that every Access-Accept of a gateway carries, by its dictionary name, and its
/// value as text.
public record ReplyAttribute(String name, String value) {}
