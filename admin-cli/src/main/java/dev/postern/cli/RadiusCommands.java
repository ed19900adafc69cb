package dev.postern.cli;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.SharedSecret;
import dev.postern.radius.UserPassword;
import dev.postern.radius.dictionary.AttributeDefinition;
import dev.postern.radius.dictionary.Dictionary;
import dev.postern.radius.dictionary.EncodingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `posternctl radius test`: a login as a gateway would ask for it, every packet printed.
@Command(name = "radius", description = "ask as a gateway does")
final class RadiusCommands {
  private static final int AUTHENTICATOR = 16;
  private static final int CHALLENGES = 5;

  private final Session session;

  RadiusCommands(Session session) {
    this.session = session;
  }

  @Command(name = "test", description = "log a user in over RADIUS and print the packets")
  int test(
      @Parameters(paramLabel = "USER", description = "the user's name, as typed at the gateway")
          String user,
      @Mixin RadiusOptions options) {
    var secret = new SharedSecret(secret(options));
    var code = new RadiusCode(session, options);
    SecretOctets password =
        SecretOctets.utf8(session.password(options.passwordStdin, "password: ").text());
    var dictionary = Dictionary.load();
    List<Attribute> always = attributes(user, options.attributes, dictionary);
    try (var exchange =
        new RadiusExchange(
            options.server(),
            secret,
            options.patience,
            options.tries,
            session.surroundings().clock())) {
      var login = new Login(exchange, secret, options, new PacketText(dictionary), always);
      return run(login, options.append ? joined(password, code.next("code")) : password, code);
    } catch (IOException e) {
      throw CommandFailed.serverAway(
          "no datagram can be sent to " + options.to + ": " + e.getMessage(), null);
    }
  }

  /// What stays the same from the first packet of a login to the last.
  private record Login(
      RadiusExchange exchange,
      SharedSecret secret,
      RadiusOptions options,
      PacketText text,
      List<Attribute> always) {}

  private int run(Login login, SecretOctets password, RadiusCode code) throws IOException {
    Packet reply = ask(login, password, List.of());
    for (int i = 0; i < CHALLENGES && reply.code() == PacketCode.ACCESS_CHALLENGE; i++) {
      session.out().flush();
      String prompt = reply.text(AttributeNumber.REPLY_MESSAGE);
      List<Attribute> states =
          reply.attributes().stream().filter(it -> it.type() == AttributeNumber.STATE).toList();
      reply = ask(login, code.next(prompt.isEmpty() ? "code" : prompt), states);
    }
    boolean accepted = reply.code() == PacketCode.ACCESS_ACCEPT;
    session.done(accepted ? "accepted" : "not accepted");
    return (accepted ? ExitCode.DONE : ExitCode.REFUSED).number();
  }

  private Packet ask(Login login, SecretOctets password, List<Attribute> states)
      throws IOException {
    Packet request = request(login, password, states);
    print(login.text(), new Seen(">", request, "to " + login.options().to));
    return switch (login.exchange().ask(request)) {
      case RadiusExchange.Outcome.Answered answered -> {
        String tries = answered.tries() == 1 ? "" : " at try " + answered.tries();
        String note =
            answered.length() + " octets, after " + answered.after().toMillis() + " ms" + tries;
        print(login.text(), new Seen("<", answered.reply(), note));
        if (!answered.authenticated()) {
          session.note("warning: the reply bears no Message-Authenticator");
        }
        yield answered.reply();
      }
      case RadiusExchange.Outcome.NobodyThere() ->
          throw CommandFailed.serverAway(
              "nobody listens for RADIUS at " + login.options().to, "is the server running?");
      case RadiusExchange.Outcome.Silent(int unproven) when unproven > 0 ->
          throw CommandFailed.serverAway(
              "no answer that the shared secret proves from " + login.options().to,
              "compare the gateway's shared secret");
      case RadiusExchange.Outcome.Silent(_) ->
          throw CommandFailed.serverAway(
              "no answer from " + login.options().to,
              "a server is silent to what is no gateway's (posternctl gateway list), to a wrong"
                  + " secret, and in trouble of its own: see its log");
    };
  }

  private Packet request(Login login, SecretOctets password, List<Attribute> states) {
    var random = session.surroundings().random();
    var octets = new byte[AUTHENTICATOR];
    random.nextBytes(octets);
    var authenticator = Octets.copyOf(octets);
    if (password.length() > UserPassword.LONGEST) {
      throw CommandFailed.wrongUse("a password of more than 128 octets can't be sent", null);
    }
    var attributes = new ArrayList<>(login.always());
    Octets hidden = UserPassword.hide(password, authenticator, login.secret());
    attributes.add(new Attribute(AttributeNumber.USER_PASSWORD, hidden));
    attributes.addAll(states);
    return new Packet(PacketCode.ACCESS_REQUEST, random.nextInt(256), authenticator, attributes);
  }

  /// A packet, which way it went, and what else is known of it.
  private record Seen(String arrow, Packet packet, String note) {}

  /// A packet as `--json` prints it.
  private record Printed(
      String direction, String code, int identifier, List<PacketText.Named> attributes) {}

  private void print(PacketText text, Seen seen) {
    Packet packet = seen.packet();
    session.show(
        new Printed(
            seen.arrow().equals(">") ? "sent" : "received",
            PacketCode.name(packet.code()),
            packet.identifier(),
            text.attributes(packet)),
        text.lines(seen.arrow(), packet, seen.note()));
  }

  private static List<Attribute> attributes(
      String user, Map<String, String> named, Dictionary dictionary) {
    var attributes = new ArrayList<Attribute>();
    attributes.add(Attribute.text(AttributeNumber.USER_NAME, user));
    named.forEach((name, value) -> attributes.add(attribute(name, value, dictionary)));
    if (attributes.stream().noneMatch(it -> it.type() == AttributeNumber.NAS_IDENTIFIER)) {
      attributes.add(Attribute.text(AttributeNumber.NAS_IDENTIFIER, "posternctl"));
    }
    return List.copyOf(attributes);
  }

  private static Attribute attribute(String name, String text, Dictionary dictionary) {
    AttributeDefinition definition =
        dictionary.named(name).orElseThrow(() -> unknown(name, dictionary.suggest(name)));
    return switch (definition.encode(text)) {
      case EncodingOutcome.Encoded(Octets value) ->
          definition.vendorSpecific()
              ? Attribute.vendor(definition.vendor().id(), definition.type(), value)
              : new Attribute(definition.type(), value);
      case EncodingOutcome.Unsuitable(String reason) ->
          throw CommandFailed.wrongUse(definition.name() + " " + reason, null);
    };
  }

  private static CommandFailed unknown(String name, List<String> near) {
    return CommandFailed.wrongUse(
        "no dictionary has an attribute '" + name + "'",
        near.isEmpty() ? null : "did you mean " + String.join(", ", near) + "?");
  }

  private static SecretOctets joined(SecretOctets password, SecretOctets code) {
    return SecretOctets.utf8(password.revealUtf8() + code.revealUtf8());
  }

  private SecretOctets secret(RadiusOptions options) {
    String text =
        options.secretFile != null
            ? read(options.secretFile)
            : session
                .surroundings()
                .variable("POSTERN_RADIUS_SECRET")
                .orElseGet(() -> session.sharedSecret().text());
    if (text.isEmpty()) {
      throw CommandFailed.wrongUse("the shared secret is empty", null);
    }
    return SecretOctets.utf8(text);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException _) {
      throw CommandFailed.wrongUse("no shared secret can be read from " + file, null);
    }
  }
}
