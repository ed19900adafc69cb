package dev.postern.api;

/// An attribute that a reply rule is to grant, by its name in the dictionaries, perhaps with a tag
/// behind a colon. The value may be a secret, whatever the attribute.
public record ReplyRuleAttribute(String name, Secret value) {}
