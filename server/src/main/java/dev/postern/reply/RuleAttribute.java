package dev.postern.reply;

import dev.postern.octets.SecretOctets;

/// An attribute that a rule grants, by its name in the dictionary, perhaps with a tag behind a
/// colon, and its value as text. Whether the value is `secret` the dictionary says; it is then kept
/// sealed, and empty where it was not opened.
public record RuleAttribute(String name, SecretOctets value, boolean secret) {
  /// The same, its value put away if it is a secret.
  RuleAttribute closed() {
    return secret ? new RuleAttribute(name, SecretOctets.utf8(""), true) : this;
  }

  /// The attribute's name without a tag.
  public String plainName() {
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }
}
