package dev.postern.gateway;

import dev.postern.radius.dictionary.AttributeDefinition;
import dev.postern.radius.dictionary.AttributeText;
import dev.postern.radius.dictionary.Dictionary;
import dev.postern.radius.dictionary.EncodingOutcome;
import dev.postern.radius.dictionary.Encryption;
import java.util.List;
import java.util.Optional;

/// Checks reply attributes against the dictionary: known by name, not one that the server sets
/// itself or that an Access-Accept has not, and with a value that fits.
public record DictionaryCheck(Dictionary dictionary) implements ReplyCheck {
  /// A gateway's settings are kept as they are given, so nothing of them may be a secret.
  @Override
  public Optional<String> problem(ReplyAttribute attribute) {
    var written = dictionary.written(attribute.name(), attribute.value());
    return written.isEmpty()
        ? Optional.of(unknown(attribute.name()))
        : problem(written.get()).or(() -> hidden(written.get()));
  }

  private static Optional<String> hidden(AttributeText written) {
    return written.encode() instanceof EncodingOutcome.Hidden
        ? Optional.of(
            written.definition().name()
                + " travels encrypted: give it by a reply rule, where it is kept sealed")
        : Optional.empty();
  }

  /// What is wrong with an attribute that is to be granted, whether or not it is a secret. A
  /// sensitive value is no part of the words.
  public static Optional<String> problem(AttributeText written) {
    var definition = written.definition();
    return AcceptTable.refusal(definition)
        .or(() -> unsuitable(written))
        .map(why -> definition.name() + " " + why);
  }

  private static Optional<String> unsuitable(AttributeText written) {
    var definition = written.definition();
    return switch (written.encode()) {
      case EncodingOutcome.Made _ -> Optional.empty();
      case EncodingOutcome.Unsuitable _ when quotable(definition) ->
          Optional.of("must be a value of type " + definition.valueType().word() + " that fits");
      case EncodingOutcome.Unsuitable(String reason) -> Optional.of(reason);
    };
  }

  /// Whether the dictionary's reason might quote a secret. Of what travels encrypted it never does.
  private static boolean quotable(AttributeDefinition definition) {
    return definition.sensitive() && definition.encryption() == Encryption.NONE;
  }

  /// That there is no such attribute, and which may have been meant.
  public String unknown(String name) {
    int colon = name.lastIndexOf(':');
    List<String> near = dictionary.suggest(colon > 0 ? name.substring(0, colon) : name);
    return "there is no attribute '"
        + name
        + "'"
        + (near.isEmpty() ? "" : ", did you mean " + String.join(" or ", near) + "?");
  }
}
