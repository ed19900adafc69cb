package dev.postern.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.audit.AuditEntry;
import dev.postern.octets.Octets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.testing.AtOnce;
import dev.postern.testing.FakeNas;
import dev.postern.testing.Person;
import dev.postern.testing.ServerProcess;
import dev.postern.testing.Site;
import dev.postern.testing.TestDatabase;
import dev.postern.testing.Wire;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Two nodes, each a process, on one database: whatever happens on one holds on the other, and what
/// one began the other ends.
@Tag("database")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesDatabaseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(35);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final int MANY = 64;

  private final TestDatabase database = TestDatabase.create();
  private final Site site = new Site(Site.settings(database));
  private final Wire wire = new Wire(database.jdbcUrl());
  private final FakeNas nas = new FakeNas(Site.SECRET);
  private ServerProcess a;
  private ServerProcess b;

  @BeforeAll
  void startNodes() {
    a = site.node("a", wire.jdbcUrl());
    b = site.node("b");
  }

  @AfterEach
  void theAuditIsSound() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(site.verifyAudit().findings()).isEmpty());
  }

  @AfterAll
  void close() {
    a.close();
    b.close();
    wire.close();
    nas.close();
    site.close();
    database.close();
  }

  /// The node that the test needs alive, started again if the last one killed it.
  private ServerProcess a() {
    if (!a.alive()) {
      a = site.node("a", wire.jdbcUrl());
    }
    return a;
  }

  private ServerProcess node(int number) {
    return number % 2 == 0 ? a() : b;
  }

  private Packet ask(FakeNas.Request request, ServerProcess node) {
    return nas.ask(request, node.radius(), PATIENCE).orElseThrow(() -> silent(node));
  }

  private static AssertionError silent(ServerProcess node) {
    return new AssertionError("no reply:\n" + node.story());
  }

  private Map<String, Integer> reasons(Person person) {
    return site.logins(person).stream()
        .filter(entry -> !entry.event().equals("login.challenged"))
        .collect(Collectors.groupingBy(TwoNodesDatabaseTest::word, Collectors.summingInt(_ -> 1)));
  }

  private static String word(AuditEntry entry) {
    return entry.reason().isEmpty() ? entry.event() : entry.reason();
  }

  @Test
  void oneCodeUsedManyTimesAtOnceIsAcceptedOnce() {
    var person = site.person("replayed");
    String appended = person.password() + person.code(Person.step());
    var replies = AtOnce.run(MANY, i -> loginOnItsOwn(person.name(), appended, node(i)));
    assertThat(replies).filteredOn(code -> code == PacketCode.ACCESS_ACCEPT).hasSize(1);
    assertThat(replies).filteredOn(code -> code == PacketCode.ACCESS_REJECT).hasSize(MANY - 1);
    assertThat(reasons(person)).containsEntry("login.accepted", 1);
  }

  private int loginOnItsOwn(
      String name, String password, ServerProcess node, Attribute... attributes) {
    try (var own = new FakeNas(Site.SECRET)) {
      return own.ask(own.login(name, password, attributes), node.radius(), PATIENCE)
          .orElseThrow(() -> silent(node))
          .code();
    }
  }

  /// S1: the attempt is reserved before a code is compared, whatever the State, the node and the
  /// spelling of the name.
  @Test
  void ofManyWrongCodesAtOnceFromOneSourceOnlyTheFreeOnesAreExamined() {
    var person = site.person("guessed");
    var station = Attribute.text(AttributeNumber.CALLING_STATION_ID, "198.51.100.7");
    var challenges = challenges(person, station);
    var wrong = person.wrongCodes(MANY);
    var replies =
        AtOnce.run(
            MANY,
            i ->
                answerOnItsOwn(
                    challenges.get(i), spelled(person, i), wrong.get(i), node(i), station));
    assertThat(replies).containsOnly(PacketCode.ACCESS_REJECT);
    assertThat(reasons(person)).isEqualTo(Map.of("WRONG_CODE", 5, "DELAYED", MANY - 5));
    assertThat(loginOnItsOwn(person.name(), person.password(), b, station))
        .isEqualTo(PacketCode.ACCESS_REJECT);
  }

  @Test
  void ofManyWrongCodesAtOnceFromManySourcesOnlyTheLimitIsExamined() {
    var person = site.person("sprayed");
    var challenges = challenges(person);
    var wrong = person.wrongCodes(MANY);
    var replies =
        AtOnce.run(
            MANY,
            i ->
                answerOnItsOwn(
                    challenges.get(i), spelled(person, i), wrong.get(i), node(i), station(i)));
    assertThat(replies).containsOnly(PacketCode.ACCESS_REJECT);
    assertThat(reasons(person)).isEqualTo(Map.of("WRONG_CODE", 20, "LOCKED", MANY - 20));
  }

  private static Attribute station(int number) {
    return Attribute.text(AttributeNumber.CALLING_STATION_ID, "198.51.100." + number);
  }

  @Test
  void ofManyWrongPasswordsAtOnceOnlyTheLimitIsExamined() {
    var person = site.person("stuffed");
    var replies =
        AtOnce.run(MANY, i -> loginOnItsOwn(spelled(person, i), "wrong-" + i, node(i), station(i)));
    assertThat(replies).containsOnly(PacketCode.ACCESS_REJECT);
    assertThat(reasons(person)).isEqualTo(Map.of("WRONG_PASSWORD", 20, "LOCKED", MANY - 20));
  }

  private List<Packet> challenges(Person person, Attribute... attributes) {
    var challenges = new ArrayList<Packet>();
    for (int i = 0; i < MANY; i++) {
      var challenge = ask(nas.login(person.name(), person.password(), attributes), node(i));
      assertThat(challenge.code()).isEqualTo(PacketCode.ACCESS_CHALLENGE);
      challenges.add(challenge);
    }
    return Collections.unmodifiableList(challenges);
  }

  private static String spelled(Person person, int number) {
    return number % 3 == 0 ? person.name().toUpperCase(Locale.ROOT) : person.name();
  }

  private int answerOnItsOwn(
      Packet challenge, String name, String code, ServerProcess node, Attribute... attributes) {
    try (var own = new FakeNas(Site.SECRET)) {
      return own.ask(own.answer(challenge, name, code, attributes), node.radius(), PATIENCE)
          .orElseThrow(() -> silent(node))
          .code();
    }
  }

  @Test
  void aChallengeOfOneNodeIsAnsweredAtTheOther() {
    var person = site.person("moved");
    var challenge = ask(nas.login(person.name(), person.password()), a());
    assertThat(challenge.code()).isEqualTo(PacketCode.ACCESS_CHALLENGE);
    var answer = nas.answer(challenge, person.name(), person.code(Person.step()));
    assertThat(ask(answer, b).code()).isEqualTo(PacketCode.ACCESS_ACCEPT);
  }

  /// S5: the decision is kept for the State, so that failover loses no right code.
  @Test
  void theSameAnswerToTheSameChallengeIsAcceptedAtBothNodesAndSpendsOneCode() {
    var person = site.person("twice");
    var challenge = ask(nas.login(person.name(), person.password()), a());
    String code = person.code(Person.step());
    var replies = AtOnce.run(2, i -> answerOnItsOwn(challenge, person.name(), code, node(i)));
    assertThat(replies).containsOnly(PacketCode.ACCESS_ACCEPT);
    assertThat(repetitions(person)).containsExactlyInAnyOrder(false, true);
    assertThat(site.lastStep(person)).isEqualTo(Person.step());
    String other = person.code(Person.step() + 1);
    assertThat(answerOnItsOwn(challenge, person.name(), other, b))
        .isEqualTo(PacketCode.ACCESS_REJECT);
    assertThat(reasons(person)).containsEntry("STALE_CHALLENGE", 1);
  }

  /// Whether each of the person's Accepts was the repetition of one before.
  private List<Boolean> repetitions(Person person) {
    return site.logins(person).stream()
        .filter(entry -> entry.event().equals("login.accepted"))
        .map(entry -> entry.detail().containsKey("repeated"))
        .toList();
  }

  @Test
  void aNodeKilledBetweenChallengeAndAnswerIsNotMissed() {
    var person = site.person("bereft");
    var challenge = ask(nas.login(person.name(), person.password()), a());
    a().kill();
    var answer = nas.answer(challenge, person.name(), person.code(Person.step()));
    assertThat(ask(answer, b).code()).isEqualTo(PacketCode.ACCESS_ACCEPT);
  }

  /// S5: the first node has committed and dies before it hears of it, so that it never replied.
  @Test
  void aNodeKilledBetweenCommitAndReplyCostsNoSecondCode() {
    var person = site.person("orphan");
    var request = nas.login(person.name(), person.password() + person.code(Person.step()));
    try (var lossy = new Wire(database.jdbcUrl());
        var dying = site.node("c", lossy.jdbcUrl())) {
      lossy.holdBackNewsOf(() -> site.lastStep(person) == Person.step());
      nas.send(request, dying.radius());
      await().atMost(PATIENCE).until(() -> site.lastStep(person) == Person.step());
      dying.kill();
      assertThat(nas.reply(request, dying.radius(), SHORT)).isEmpty();
    }
    assertThat(ask(request, b).code()).isEqualTo(PacketCode.ACCESS_ACCEPT);
    assertThat(repetitions(person)).containsExactly(false, true);
  }

  @Test
  void aRetransmissionGetsTheSameOctetsFromOneNodeAndTheSameDecisionFromTheOther() {
    var person = site.person("echoed");
    var request = nas.login(person.name(), person.password() + person.code(Person.step()));
    var first = ask(request, a());
    assertThat(ask(request, a())).isEqualTo(first);
    assertThat(ask(request, b).code()).isEqualTo(PacketCode.ACCESS_ACCEPT);
    assertThat(repetitions(person)).containsExactly(false, true);
  }

  @Test
  void aGatewayServesOnBothNodesWithinASecond() {
    var person = site.person("newcomer");
    try (var fresh = new FakeNas(Site.SECRET, InetAddress.ofLiteral("127.0.0.2"))) {
      var request = fresh.login(person.name(), person.password());
      assertThat(fresh.ask(request, b.radius(), SHORT)).isEmpty();
      site.addGateway("fresh", "127.0.0.2", Map.of());
      List<Optional<Packet>> replies =
          List.of(eventual(fresh, request, a()), eventual(fresh, request, b));
      assertThat(replies).allMatch(Optional::isPresent);
    }
  }

  /// Asks as a gateway does that gets no reply, for a second and the time an answer takes.
  private static Optional<Packet> eventual(
      FakeNas nas, FakeNas.Request request, ServerProcess node) {
    Optional<Packet> reply = Optional.empty();
    for (int tries = 0; tries < 10 && reply.isEmpty(); tries++) {
      reply = nas.ask(request, node.radius(), Duration.ofMillis(150));
    }
    return reply;
  }

  @Test
  void aForgedPacketLeavesNoTraceInTheAudit() {
    var person = site.person("forged");
    var request = nas.login(person.name(), person.password());
    byte[] octets = request.octets().toArray();
    octets[30] ^= 1; // within the Message-Authenticator
    var forged = new FakeNas.Request(request.packet(), Octets.copyOf(octets));
    assertThat(nas.ask(forged, b.radius(), SHORT)).isEmpty();
    assertThat(b.metric("postern_drops_total{gateway=\"nas\",reason=\"forged\"}")).isPositive();
    assertThat(site.logins(person)).isEmpty();
  }
}
