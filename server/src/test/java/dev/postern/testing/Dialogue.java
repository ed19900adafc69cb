package dev.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditEntry;
import dev.postern.gateway.Gateway;
import dev.postern.octets.Octets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Decoded;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import dev.postern.testing.DialogueValues.Written;
import dev.postern.testing.LoginStage.Heard;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Runs a login told as text. A line is
///
/// - `gateway`, `refine`, `user`, `wait`, `disable`, …: see [DialogueSetting]
/// - `> Access-Request Name = value, …`, perhaps `via vpn-2` and `on node-2`; `> again` sends the
///   last octets once more
/// - `< Access-Accept Name = value, …`: every attribute that is named must be there as often as it
///   is named, with these values in this order; others may come with an Access-Challenge only.
///   `$name` takes the value heard, or must equal it later. Also `< same octets`, `< nothing`
/// - `failures jdoe 1`: so many are counted in a row
/// - `audit login accepted jdoe vpn-1; …`: all that was said of logins, from the beginning
///
/// What proves a password without sending it: see [DialogueProofs].
///
/// Every reply must prove itself, its Message-Authenticator first; a Reject must have waited for
/// its floor, an Accept must not have.
public final class Dialogue {
  private record Sent(
      Packet packet, Octets octets, Gateway gateway, InetSocketAddress source, boolean other) {}

  private final LoginWorld world;
  private final LoginStage stage;
  private final DialogueSetting setting;
  private final DialogueValues values;
  private final DialogueProofs proofs = new DialogueProofs();
  private final Random random = new Random(7);
  private int identifier;
  private @Nullable Sent sent;
  private Heard heard = new Heard(Optional.empty(), false);
  private @Nullable Octets before;

  private Dialogue(LoginWorld world, LoginStage stage) {
    this.world = world;
    this.stage = stage;
    this.values = new DialogueValues(world.clock());
    this.setting = new DialogueSetting(world, stage, values);
  }

  /// Runs all lines; what does not hold is told with its line.
  public static void run(LoginWorld world, List<String> lines) {
    try (var stage = new LoginStage(world)) {
      run(world, stage, lines);
    }
  }

  /// Runs all lines on a stage of the test's own.
  public static void run(LoginWorld world, LoginStage stage, List<String> lines) {
    var dialogue = new Dialogue(world, stage);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      try {
        dialogue.line(line);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("line " + (i + 1) + ": " + line + ": " + e.getMessage(), e);
      }
    }
  }

  private void line(String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    String rest = line.substring(line.indexOf(' ') + 1).strip();
    switch (line.substring(0, line.indexOf(' '))) {
      case ">" -> send(rest);
      case "<" -> expect(rest);
      case "wait" -> world.pass(Duration.parse("PT" + rest));
      case "audit" -> audit(rest);
      case "failures" -> failures(rest);
      case String word -> setting.line(word, rest);
    }
  }

  private void send(String line) {
    before = heard.reply().orElse(null);
    var words = new ArrayList<>(Arrays.asList(line.split("\\s+")));
    boolean again = words.removeFirst().equals("again");
    String via = option(words, "via").orElseGet(setting::firstGateway);
    boolean other = option(words, "on").isPresent();
    sent = again ? again(other) : fresh(stage.gateway(via), other, String.join(" ", words));
    heard = stage.send(sent.other, sent.source, sent.octets);
  }

  private static Optional<String> option(List<String> words, String name) {
    if (words.isEmpty() || !words.getFirst().equals(name)) {
      return Optional.empty();
    }
    words.removeFirst();
    return Optional.of(words.removeFirst());
  }

  private Sent again(boolean other) {
    var last = Objects.requireNonNull(sent);
    return new Sent(last.packet, last.octets, last.gateway, last.source, other);
  }

  private Sent fresh(Gateway gateway, boolean other, String attributes) {
    var octets = new byte[16];
    random.nextBytes(octets);
    var authenticator = Octets.copyOf(octets);
    var encoded = new ArrayList<Attribute>();
    var all = values.written(attributes);
    for (Written written : all) {
      encoded.addAll(attributes(written, all, authenticator, gateway.secret()));
    }
    var packet = new Packet(PacketCode.ACCESS_REQUEST, identifier++ & 0xff, authenticator, encoded);
    var source = stage.source(gateway.name(), 40_000);
    var sentOctets = PacketCodec.encodeRequest(packet, gateway.secret());
    return new Sent(packet, sentOctets, gateway, source, other);
  }

  private List<Attribute> attributes(
      Written written, List<Written> all, Octets authenticator, SharedSecret secret) {
    String name = written.definition().name();
    return DialogueProofs.shownBy(name, written.text())
        ? proofs.attributes(
            name, values.withCodes(written.text()), userName(all), authenticator, secret)
        : List.of(values.attribute(written, authenticator, secret));
  }

  private Octets userName(List<Written> all) {
    return all.stream()
        .filter(written -> written.definition().name().equals("User-Name"))
        .findFirst()
        .map(values::value)
        .orElse(Octets.empty());
  }

  private void expect(String line) {
    switch (line) {
      case "nothing" -> assertThat(heard.reply()).isEmpty();
      case "same octets" -> assertThat(heard.reply()).contains(Objects.requireNonNull(before));
      default -> {
        int space = line.contains(" ") ? line.indexOf(' ') : line.length();
        expect(line.substring(0, space), values.written(line.substring(space)));
      }
    }
  }

  private void expect(String code, List<Written> wanted) {
    var packet = reply();
    assertThat(PacketCode.name(packet.code())).isEqualTo(code);
    switch (packet.code()) {
      case PacketCode.ACCESS_REJECT ->
          assertThat(heard.delayed()).as("has waited for its floor").isTrue();
      case PacketCode.ACCESS_ACCEPT -> assertThat(heard.delayed()).as("has waited").isFalse();
      default -> {}
    }
    var request = Objects.requireNonNull(sent);
    for (Written written : wanted) {
      if (!proofs.heard(written.text(), packet, request.packet, request.gateway.secret())) {
        expect(packet, written, wanted);
      }
    }
    if (packet.code() != PacketCode.ACCESS_CHALLENGE) {
      assertThat(unwanted(packet, wanted)).as("nothing else in it").isEmpty();
    }
  }

  private Packet reply() {
    var request = Objects.requireNonNull(sent);
    var octets = heard.reply().orElseThrow(() -> new AssertionError("nothing came back"));
    var decoded = PacketCodec.decodeReply(octets, request.packet, request.gateway.secret());
    if (!(decoded instanceof Decoded.Sound(Packet packet, var _, boolean authenticated))) {
      throw new AssertionError("the reply is " + decoded);
    }
    assertThat(authenticated && PacketCodec.provenFirst(packet)).as("proven first").isTrue();
    return withoutTie(packet);
  }

  /// Every Access-Accept, and nothing else, bears a Class of ours behind all others; the rest of it
  /// is the dialogue's.
  private static Packet withoutTie(Packet packet) {
    var classes = packet.all(AttributeNumber.CLASS);
    var ours = classes.stream().filter(value -> value.utf8().startsWith("postern:")).toList();
    boolean accepted = packet.code() == PacketCode.ACCESS_ACCEPT;
    assertThat(ours).as("what ties a session to its login").hasSize(accepted ? 1 : 0);
    assertThat(ours).allMatch(tie -> tie.equals(classes.getLast()));
    var rest = packet.attributes().stream().filter(one -> !ours.contains(one.value())).toList();
    return new Packet(packet.code(), packet.identifier(), packet.authenticator(), rest);
  }

  private void expect(Packet packet, Written written, List<Written> wanted) {
    var asked = Objects.requireNonNull(sent);
    var there =
        packet.attributes().stream()
            .map(written::in)
            .flatMap(Optional::stream)
            .map(value -> written.revealed(value, asked.packet, asked.gateway.secret()))
            .toList();
    if (written.variable() && !there.isEmpty()) {
      values.hear(written, there.getFirst());
    }
    var expected =
        wanted.stream()
            .filter(other -> other.definition().equals(written.definition()))
            .map(values::value)
            .toList();
    assertThat(there).as(written.definition().name()).isEqualTo(expected);
  }

  private static List<Attribute> unwanted(Packet packet, List<Written> wanted) {
    return packet.attributes().stream()
        .filter(attribute -> attribute.type() != AttributeNumber.MESSAGE_AUTHENTICATOR)
        .filter(attribute -> wanted.stream().noneMatch(w -> w.in(attribute).isPresent()))
        .toList();
  }

  private void failures(String line) {
    int space = line.indexOf(' ');
    var user = world.people().users().find(LoginWorld.id(line.substring(0, space))).orElseThrow();
    assertThat(user.failures()).isEqualTo(Integer.parseInt(line.substring(space + 1)));
  }

  private void audit(String line) {
    String said =
        world.people().audited().stream()
            .filter(entry -> entry.event().startsWith("login."))
            .map(Dialogue::said)
            .collect(Collectors.joining("; "));
    assertThat(said).isEqualTo(line);
  }

  private static String said(AuditEntry entry) {
    String event = entry.event().replace('.', ' ');
    String who =
        entry.concerned().map(subject -> subject.name().replace("local/", "")).orElse("nobody");
    String what =
        entry.reason().isEmpty() ? entry.cameFrom().orElseThrow().gateway() : entry.reason();
    return event + " " + who + " " + what;
  }
}
