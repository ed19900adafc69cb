package dev.postern.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.accounting.Session;
import dev.postern.accounting.SessionFilter;
import dev.postern.accounting.SessionPosition;
import dev.postern.mschap.MsChapV2Proof;
import dev.postern.mschap.NtHash;
import dev.postern.mschap.ProofAttributes;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.SharedSecret;
import dev.postern.store.PgSessions;
import dev.postern.testing.Person;
import dev.postern.testing.ServerProcess;
import dev.postern.testing.Site;
import dev.postern.testing.TestDatabase;
import dev.postern.user.RealmName;
import dev.postern.user.Recoverable;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// FreeRADIUS' radclient asks the server, as a process. It sends a Message-Authenticator only when
/// told to, verifies whatever a reply proves, and prints what it received.
@Tag("interop")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RadclientInteropTest {
  private static final Path RADCLIENT = Path.of("/usr/bin/radclient");
  private static final Pattern STATE = Pattern.compile("State = (0x[0-9a-f]+)");
  private static final String PROVEN = "Message-Authenticator = 0x00";

  private TestDatabase database;
  private Site site;
  private ServerProcess server;

  @BeforeAll
  void start() {
    Program.require(RADCLIENT, "freeradius-utils");
    database = TestDatabase.create();
    site = new Site(Site.settings(database));
    site.addGateway("legacy", "127.0.0.3", Map.of("require-message-authenticator", "no"));
    server = site.slowlyRejectingNode("a");
  }

  @AfterAll
  void close() {
    if (server != null) {
      server.close();
      site.close();
      database.close();
    }
  }

  @Test
  void passwordWithAppendedCodeIsAccepted() {
    var person = site.person("appended");
    String said = auth(login(person, person.password() + person.code(Person.step())), PROVEN);
    assertThat(said).contains("Received Access-Accept").contains("Message-Authenticator");
  }

  @Test
  void aChallengeIsAnsweredWithItsState() {
    var person = site.person("challenged");
    String asked = auth(login(person, person.password()), PROVEN);
    assertThat(asked).contains("Received Access-Challenge").contains("token code");
    String state = state(asked);
    String answer = login(person, person.code(Person.step()));
    assertThat(auth(answer, state, PROVEN)).contains("Received Access-Accept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CHAP-Password", "MS-CHAP-Password"})
  void aPasswordThatIsProvenIsFollowedByAChallenge(String scheme) {
    var person = site.person(scheme.toLowerCase(Locale.ROOT), Recoverable.PASSWORD);
    String asked = auth(proof(person, scheme, person.password()), PROVEN);
    assertThat(asked).contains("Received Access-Challenge").contains("token code");
    String answer = login(person, person.code(Person.step()));
    assertThat(auth(answer, state(asked), PROVEN)).contains("Received Access-Accept");
    String wrong = auth(proof(person, scheme, "wrong-horse"), PROVEN);
    assertThat(wrong).contains("Received Access-Reject");
    assertThat(wrong.contains("E=691 R=0")).isEqualTo(scheme.startsWith("MS-CHAP"));
  }

  /// What radclient does not make itself: MS-CHAPv2, whose keys it decrypts.
  @Test
  void anAcceptAfterMsChapV2BearsKeysThatRadclientReads() {
    var person = site.person("windows", Recoverable.NT_HASH);
    var hash = NtHash.of(SecretOctets.utf8(person.password()));
    var proof = MsChapV2Proof.make(hash, Octets.utf8(person.name()), new Random(7));
    var wanted = proof.madeWith(hash).orElseThrow();
    var shown = new ArrayList<>(List.of("User-Name = \"" + person.name() + "\"", PROVEN));
    for (var attribute :
        ProofAttributes.of(proof, Octets.empty(), new SharedSecret(SecretOctets.utf8("none")))) {
      var vendor = attribute.ofVendor().getFirst();
      String name = vendor.type() == 11 ? "MS-CHAP-Challenge" : "MS-CHAP2-Response";
      shown.add(name + " = 0x" + HexFormat.of().formatHex(vendor.value().toArray()));
    }
    String asked = auth(shown.toArray(String[]::new));
    assertThat(asked).contains("Received Access-Challenge").doesNotContain("MPPE");
    String said = auth(login(person, person.code(Person.step())), state(asked), PROVEN);
    assertThat(said)
        .contains("Received Access-Accept")
        .contains("MS-MPPE-Send-Key = 0x" + hex(wanted.keys().send()))
        .contains("MS-MPPE-Recv-Key = 0x" + hex(wanted.keys().receive()))
        .contains(hex(wanted.authenticatorResponse()));
  }

  private static String hex(SecretOctets octets) {
    return HexFormat.of().formatHex(octets.reveal());
  }

  private static String proof(Person person, String scheme, String password) {
    return "User-Name = \"%s\", %s = \"%s\"".formatted(person.name(), scheme, password);
  }

  private static String state(String said) {
    var state = STATE.matcher(said);
    assertThat(state.find()).as(said).isTrue();
    return "State = " + state.group(1);
  }

  @Test
  void aWrongCodeIsRejected() {
    var person = site.person("mistaken");
    String state = state(auth(login(person, person.password()), PROVEN));
    String wrong = login(person, person.wrongCodes(1).getFirst());
    assertThat(auth(wrong, state, PROVEN)).contains("Received Access-Reject");
  }

  @Test
  void withoutMessageAuthenticatorThereIsNoReply() {
    var person = site.person("unproven");
    assertThat(auth(login(person, person.password() + person.code(Person.step()))))
        .contains("No reply from server")
        .doesNotContain("Received");
    assertThat(site.logins(person)).isEmpty();
    String drops = "postern_drops_total{gateway=\"nas\",reason=\"without Message-Authenticator\"}";
    assertThat(server.metric(drops)).isPositive();
  }

  @Test
  void whereTheGatewayNeedsNoneALoginWithoutMessageAuthenticatorIsAnswered() {
    var person = site.person("legacy");
    String request = login(person, person.password() + person.code(Person.step()));
    String said = auth(request, "Packet-Src-IP-Address = 127.0.0.3");
    assertThat(said).contains("Received Access-Accept").contains("Message-Authenticator");
    String proxied = login(person, person.password());
    assertThat(auth(proxied, "Packet-Src-IP-Address = 127.0.0.3", "Proxy-State = 0x01"))
        .contains("No reply from server");
  }

  @Test
  void statusServerIsAnsweredIfItIsProven() {
    assertThat(radclient("status", PROVEN)).contains("Received Access-Accept");
    assertThat(radclient("status", "NAS-Identifier = \"x\"")).contains("No reply from server");
  }

  @Test
  void aWrongSecretGetsNoReply() {
    var person = site.person("outsider");
    String said =
        run(
            List.of(login(person, person.password()), PROVEN),
            command("auth", "not the secret of the gateway"));
    assertThat(said).contains("No reply from server");
    assertThat(site.logins(person)).isEmpty();
  }

  /// A Reject is held back for 250 ms (S1), in which radclient sends its packet again.
  @Test
  void aPacketSentAgainCostsOneFailure() {
    var person = site.person("impatient");
    var command = new ArrayList<>(command("auth", Site.SECRET.octets().revealUtf8()));
    Collections.replaceAll(command, "1", "20");
    Collections.replaceAll(command, "5", "0.1");
    assertThat(run(List.of(login(person, "wrong"), PROVEN), command))
        .contains("Received Access-Reject");
    assertThat(site.logins(person)).hasSize(1);
    assertThat(server.metric("postern_duplicates_total{gateway=\"nas\",state=\"in work\"}"))
        .isPositive();
  }

  @Test
  void aSessionIsAccountedFor() {
    String session = "User-Name = \"roadwarrior\", Acct-Session-Id = \"5e551011\"";
    String status = "Acct-Status-Type = ";
    assertThat(acct(session, status + "Start"))
        .as(server::story)
        .contains("Received Accounting-Response");
    assertThat(open()).isTrue();
    assertThat(acct(session, status + "Interim-Update", "Acct-Output-Gigawords = 1"))
        .contains("Received Accounting-Response");
    assertThat(acct(session, status + "Start")).contains("Received Accounting-Response");
    assertThat(acct(session, status + "Stop", "Acct-Session-Time = 60"))
        .contains("Received Accounting-Response");
    assertThat(acct(session, status + "Interim-Update")).contains("Received Accounting-Response");
    assertThat(open()).isFalse();
    var kept = sessions();
    assertThat(kept).hasSize(1);
    assertThat(kept.getFirst().traffic()).isEqualTo(new Session.Traffic(60, 0, 1L << 32));
    assertThat(acct(session)).contains("No reply from server");
    assertThat(acct("Acct-Status-Type = Accounting-On")).contains("Received Accounting-Response");
  }

  @Test
  void aRecordThatIsSentAgainIsAnsweredOnceItIsKept() {
    site.database()
        .with(
            "lock",
            connection -> {
              connection.setAutoCommit(false);
              connection.createStatement().execute("LOCK TABLE sessions");
              var command = command("acct", Site.SECRET.octets().revealUtf8(), server.accounting());
              Collections.replaceAll(command, "1", "20");
              Collections.replaceAll(command, "5", "0.2");
              String inWork = "postern_duplicates_total{gateway=\"nas\",state=\"in work\"}";
              double before = server.metric(inWork);
              var said = new CompletableFuture<String>();
              var record =
                  List.of(
                      "User-Name = \"patient\"",
                      "Acct-Session-Id = \"77\"",
                      "Acct-Status-Type = Start");
              Thread.ofVirtual().start(() -> said.complete(run(record, command)));
              while (server.metric(inWork) == before) {
                assertThat(said).as(server::story).isNotDone();
              }
              connection.rollback();
              assertThat(said.join()).contains("Received Accounting-Response");
              return true;
            });
  }

  private List<Session> sessions() {
    var road = UserId.of(RealmName.LOCAL, UserName.parse("roadwarrior").orElseThrow());
    try (var sessions = new PgSessions(site.database())) {
      return sessions.page(new SessionFilter(road, "nas", false), SessionPosition.START, 9);
    }
  }

  private boolean open() {
    return sessions().getFirst().open();
  }

  private String acct(String... attributes) {
    var command = command("acct", Site.SECRET.octets().revealUtf8(), server.accounting());
    return run(List.of(attributes), command);
  }

  private static String login(Person person, String password) {
    return "User-Name = \"%s\", User-Password = \"%s\"".formatted(person.name(), password);
  }

  private String auth(String... attributes) {
    return radclient("auth", attributes);
  }

  private String radclient(String kind, String... attributes) {
    return run(List.of(attributes), command(kind, Site.SECRET.octets().revealUtf8()));
  }

  private List<String> command(String kind, String secret) {
    return command(kind, secret, server.radius());
  }

  private static List<String> command(String kind, String secret, InetSocketAddress server) {
    String address = "127.0.0.1:" + server.getPort();
    return new ArrayList<>(
        List.of(RADCLIENT.toString(), "-x", "-r", "1", "-t", "5", address, kind, secret));
  }

  private static String run(List<String> attributes, List<String> command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
        in.write(String.join("\n", attributes) + "\n");
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
