package dev.postern.testing;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OtpCalculator;
import dev.postern.otp.TimeStep;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Packet;
import dev.postern.radius.SaltedSecret;
import dev.postern.radius.SharedSecret;
import dev.postern.radius.UserPassword;
import dev.postern.radius.dictionary.AttributeDefinition;
import dev.postern.radius.dictionary.EncodingOutcome;
import dev.postern.radius.dictionary.Encryption;
import dev.postern.token.KeyedToken;
import dev.postern.token.TokenKind;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The attributes of a dialogue: `Name = value, …`, where a value may be quoted, hold `{code T1}`
/// (the code that token T1 shows, `{code T1 +2}` two steps later; of a counter token `{code T1 2}`
/// is the code of counter 2), or be `$name`, octets heard before.
final class DialogueValues {
  private static final Pattern PAIR =
      Pattern.compile("([A-Za-z0-9-]+)\\s*=\\s*(\"[^\"]*\"|[^,]*?)\\s*(?:,|$)");
  private static final Pattern CODE = Pattern.compile("\\{code (\\S+?)(?: ([+-]?\\d+))?}");

  /// An attribute as written.
  record Written(AttributeDefinition definition, String text) {
    boolean variable() {
      return text.startsWith("$");
    }

    /// Whether this is one, and then with which value.
    Optional<Octets> in(Attribute attribute) {
      if (!definition.vendorSpecific()) {
        return Optional.of(attribute.value()).filter(_ -> attribute.type() == definition.type());
      }
      return attribute.ofVendor().stream()
          .filter(sub -> sub.vendor() == definition.vendor().id())
          .filter(sub -> sub.type() == definition.type())
          .map(Attribute.OfVendor::value)
          .findFirst();
    }

    /// The value as it was before it was hidden, if it travels so: tag and secret.
    Octets revealed(Octets value, Packet request, SharedSecret secret) {
      if (definition.encryption() != Encryption.TUNNEL_PASSWORD) {
        return value;
      }
      int tag = definition.hasTag() ? 1 : 0;
      var hidden = value.slice(tag, value.length());
      return SaltedSecret.reveal(hidden, request.authenticator(), secret)
          .map(open -> Octets.join(List.of(value.slice(0, tag), Octets.copyOf(open.reveal()))))
          .orElseThrow(() -> new AssertionError(definition.name() + " is not hidden for us"));
    }
  }

  private final InstantSource clock;
  private final Map<String, KeyedToken> tokens = new HashMap<>();
  private final Map<String, Octets> heard = new HashMap<>();

  DialogueValues(InstantSource clock) {
    this.clock = clock;
  }

  void token(KeyedToken token) {
    tokens.put(token.token().serial().text(), token);
  }

  List<Written> written(String line) {
    var pairs = new ArrayList<Written>();
    var pair = PAIR.matcher(line);
    int end = 0;
    while (pair.find()) {
      end = pair.end();
      String name = pair.group(1);
      var definition =
          LoginStage.DICTIONARY
              .named(name)
              .orElseThrow(() -> new IllegalArgumentException("no attribute " + name));
      pairs.add(new Written(definition, pair.group(2).replace("\"", "")));
    }
    if (!line.substring(end).isBlank()) {
      throw new IllegalArgumentException("not of the form Name = value: " + line.substring(end));
    }
    return pairs;
  }

  /// The attribute as it goes on the wire.
  Attribute attribute(Written written, Octets authenticator, SharedSecret secret) {
    var definition = written.definition();
    if (!definition.vendorSpecific() && definition.type() == AttributeNumber.USER_PASSWORD) {
      var password = SecretOctets.utf8(withCodes(written.text()));
      return new Attribute(
          AttributeNumber.USER_PASSWORD, UserPassword.hide(password, authenticator, secret));
    }
    return definition.vendorSpecific()
        ? Attribute.vendor(definition.vendor().id(), definition.type(), value(written))
        : new Attribute(definition.type(), value(written));
  }

  /// The octets that are meant; a variable must have been heard.
  Octets value(Written written) {
    if (written.variable()) {
      return Optional.ofNullable(heard.get(written.text()))
          .orElseThrow(() -> new IllegalArgumentException(written.text() + " was never heard"));
    }
    return switch (written.definition().encode(withCodes(written.text()))) {
      case EncodingOutcome.Encoded(Octets value) -> value;
      case EncodingOutcome.Hidden(Octets tag, SecretOctets secret) ->
          Octets.join(List.of(tag, Octets.copyOf(secret.reveal())));
      case EncodingOutcome.Unsuitable(String reason) -> throw new IllegalArgumentException(reason);
    };
  }

  /// Gives a variable that was not heard before the value that it has from now on.
  void hear(Written written, Octets value) {
    if (written.variable()) {
      heard.putIfAbsent(written.text(), value);
    }
  }

  String withCodes(String text) {
    return CODE.matcher(text).replaceAll(code -> code(code.group(1), code.group(2)));
  }

  private String code(String serial, String number) {
    var token =
        Optional.ofNullable(tokens.get(serial))
            .orElseThrow(() -> new IllegalArgumentException("no token " + serial));
    long offset = number == null ? 0 : Long.parseLong(number);
    long base =
        token.token().kind() == TokenKind.HOTP
            ? 0
            : TimeStep.ofSeconds(token.token().periodSeconds()).at(clock.instant());
    return new OtpCalculator(token.key(), token.token().parameters()).code(base + offset).reveal();
  }
}
