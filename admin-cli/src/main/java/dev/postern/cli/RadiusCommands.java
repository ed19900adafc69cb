package dev.postern.cli;

import dev.postern.cli.RadiusExchange.Asked;
import dev.postern.mschap.MsChapError;
import dev.postern.mschap.MsChapReply;
import dev.postern.mschap.PasswordProof;
import dev.postern.mschap.PasswordProof.Plain;
import dev.postern.mschap.ProofAttributes;
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
import java.util.Objects;
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
    var secret = options.radSec.radSec ? TlsExchange.SECRET : new SharedSecret(secret(options));
    var code = new RadiusCode(session, options);
    SecretOctets password =
        SecretOctets.utf8(session.password(options.passwordStdin, "password: ").text());
    var dictionary = Dictionary.load();
    List<Attribute> always = attributes(user, options.attributes, dictionary);
    try (var exchange = exchange(options, secret)) {
      var login = new Login(exchange, secret, options, new PacketText(dictionary), always);
      SecretOctets shown = options.append ? joined(password, code.next("code")) : password;
      return run(login, user, shown, code);
    } catch (IOException e) {
      throw CommandFailed.serverAway(
          "nothing can be sent to " + options.to + ": " + e.getMessage(), null);
    }
  }

  private RadiusExchange exchange(RadiusOptions options, SharedSecret secret) throws IOException {
    var clock = session.surroundings().clock();
    var server = options.server();
    if (!options.radSec.radSec) {
      return new DatagramExchange(server, secret, options.patience, options.tries, clock);
    }
    String name = Objects.requireNonNullElse(options.radSec.serverName, options.host());
    var context = options.radSec.files().context();
    return TlsExchange.connect(server, context, name, options.patience, clock);
  }

  /// What stays the same from the first packet of a login to the last.
  private record Login(
      RadiusExchange exchange,
      SharedSecret secret,
      RadiusOptions options,
      PacketText text,
      List<Attribute> always) {}

  private int run(Login login, String user, SecretOctets password, RadiusCode code)
      throws IOException {
    PasswordProof proof =
        login.options().auth.prove(user, password, session.surroundings().random());
    Asked asked = ask(login, proof, List.of());
    for (int i = 0; i < CHALLENGES && asked.reply().code() == PacketCode.ACCESS_CHALLENGE; i++) {
      session.out().flush();
      String prompt = asked.reply().text(AttributeNumber.REPLY_MESSAGE);
      List<Attribute> states =
          asked.reply().attributes().stream()
              .filter(it -> it.type() == AttributeNumber.STATE)
              .toList();
      var answer = new Plain(code.next(prompt.isEmpty() ? "code" : prompt));
      asked = ask(login, answer, states);
    }
    MsChapReply.errorOf(asked.reply()).ifPresent(this::printError);
    boolean accepted =
        asked.reply().code() == PacketCode.ACCESS_ACCEPT
            && ServerProof.of(proof, password, asked, login.secret())
                .map(this::isEnough)
                .orElse(true);
    session.done(accepted ? "accepted" : "not accepted");
    return (accepted ? ExitCode.DONE : ExitCode.REFUSED).number();
  }

  private void printError(MsChapError error) {
    String message = error.message().isEmpty() ? "" : ": " + error.message();
    session.note(error.reason() + " (" + error.code() + ")" + message);
  }

  /// A peer hangs up on a server that does not prove itself (RFC 2759, section 5). Keys are needed
  /// by some gateways only.
  private boolean isEnough(ServerProof server) {
    switch (server.proven()) {
      case RIGHT -> session.done("the server proved that it knows the password");
      case WRONG -> session.note("the MS-CHAP2-Success is not what this password makes");
      case MISSING -> session.note("the Accept bears no MS-CHAP2-Success");
    }
    switch (server.keys()) {
      case RIGHT -> session.done("the MS-MPPE keys are those of this login");
      case WRONG -> session.note("warning: the MS-MPPE keys are not those of this login");
      case MISSING -> session.done("the Accept bears no MS-MPPE keys");
    }
    return server.proven() == ServerProof.Is.RIGHT;
  }

  private Asked ask(Login login, PasswordProof proof, List<Attribute> states) throws IOException {
    Packet request = request(login, proof, states);
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
        yield new Asked(request, answered.reply());
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

  private Packet request(Login login, PasswordProof proof, List<Attribute> states) {
    if (proof instanceof Plain(SecretOctets plain) && plain.length() > UserPassword.LONGEST) {
      throw CommandFailed.wrongUse("a password of more than 128 octets can't be sent", null);
    }
    var random = session.surroundings().random();
    var octets = new byte[AUTHENTICATOR];
    random.nextBytes(octets);
    var authenticator = Octets.copyOf(octets);
    var attributes = new ArrayList<>(login.always());
    attributes.addAll(ProofAttributes.of(proof, authenticator, login.secret()));
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
      case EncodingOutcome.Hidden _ ->
          throw CommandFailed.wrongUse(
              definition.name() + " is encrypted on the wire and stands in replies only", null);
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
