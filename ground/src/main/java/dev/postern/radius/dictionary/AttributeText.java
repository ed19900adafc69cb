package dev.postern.radius.dictionary;

/// An attribute as an operator writes it: by its name, perhaps a tag behind a colon, as in
/// `Tunnel-Private-Group-Id:1`, and a value as text. The tag is -1 where none was written there.
public record AttributeText(AttributeDefinition definition, int tag, String value) {
  static final int WITHOUT_TAG = -1;

  public EncodingOutcome encode() {
    if (tag == WITHOUT_TAG) {
      return definition.encode(value);
    }
    return definition.hasTag()
        ? definition.encode(":" + tag + ":" + value)
        : new EncodingOutcome.Unsuitable("bears no tag, so nothing may follow its name");
  }

  /// The value is not printed, for it may be a secret.
  @Override
  public String toString() {
    return definition.name() + (tag == WITHOUT_TAG ? "" : ":" + tag);
  }
}
