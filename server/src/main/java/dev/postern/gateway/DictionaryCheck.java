package dev.postern.gateway;

import dev.postern.radius.dictionary.Dictionary;
import dev.postern.radius.dictionary.EncodingOutcome;
import dev.postern.radius.dictionary.Encryption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks reply attributes against the dictionary: known by name, not one that the server sets
/// itself, and with a value that fits.
public record DictionaryCheck(Dictionary dictionary) implements ReplyCheck {
  /// What an Access-Accept must not have from a rule: secrets, and what the protocol itself fills.
  private static final Set<String> OURS =
      Set.of(
          "User-Password",
          "CHAP-Password",
          "State",
          "Proxy-State",
          "Vendor-Specific",
          "EAP-Message",
          "Message-Authenticator");

  @Override
  public Optional<String> problem(ReplyAttribute attribute) {
    var definition = dictionary.named(attribute.name());
    if (definition.isEmpty()) {
      return Optional.of("there is no attribute '" + attribute.name() + "'" + near(attribute));
    }
    if (OURS.contains(definition.get().name())) {
      return Optional.of(definition.get().name() + " is set by the server itself");
    }
    if (definition.get().encryption() != Encryption.NONE) {
      return Optional.of(
          definition.get().name() + " travels encrypted, which no reply rule can do");
    }
    return switch (definition.get().encode(attribute.value())) {
      case EncodingOutcome.Encoded _ -> Optional.empty();
      case EncodingOutcome.Unsuitable(String reason) ->
          Optional.of(definition.get().name() + " " + reason);
    };
  }

  private String near(ReplyAttribute attribute) {
    List<String> near = dictionary.suggest(attribute.name());
    return near.isEmpty() ? "" : ", did you mean " + String.join(" or ", near) + "?";
  }
}
