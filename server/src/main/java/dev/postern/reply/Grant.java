package dev.postern.reply;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.dictionary.AttributeDefinition;
import dev.postern.radius.dictionary.EncodingOutcome.Encoded;
import dev.postern.radius.dictionary.EncodingOutcome.Hidden;
import dev.postern.radius.dictionary.EncodingOutcome.Made;
import java.util.List;

/// An attribute that an Access-Accept is to bear, and what grants it.
public record Grant(AttributeDefinition definition, Made value, Source source) {
  /// What grants an attribute.
  public enum Source {
    RULE,
    GATEWAY,
    GROUPS
  }

  private static final int HEADER = 2;
  private static final int OF_VENDOR = 6; // vendor, type and length (RFC 2865, section 5.26)
  private static final int SALT = 2;
  private static final int BLOCK = 16;

  /// The attribute's name in the dictionary.
  public String name() {
    return definition.name();
  }

  /// How many octets it takes in a packet.
  public int length() {
    int value =
        switch (this.value) {
          case Encoded(Octets octets) -> octets.length();
          // RFC 2868, section 3.5: the length and the secret in whole blocks, behind the salt
          case Hidden(Octets tag, SecretOctets secret) ->
              tag.length() + SALT + (secret.length() / BLOCK + 1) * BLOCK;
        };
    return HEADER + (definition.vendorSpecific() ? OF_VENDOR : 0) + value;
  }

  /// Its value for people, `[redacted]` if it is a secret.
  public String shown() {
    return definition.describe(octets());
  }

  /// Its value for people who may see secrets.
  public String revealed() {
    return definition.reveal(octets());
  }

  private Octets octets() {
    return switch (value) {
      case Encoded(Octets octets) -> octets;
      case Hidden(Octets tag, SecretOctets secret) ->
          Octets.join(List.of(tag, Octets.copyOf(secret.reveal())));
    };
  }
}
