package dev.postern.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.postern.actor.Actor;
import dev.postern.audit.Unsealed;
import dev.postern.audit.Verifications;
import dev.postern.audit.Verifications.Verified;
import dev.postern.node.ClockWatch;
import dev.postern.node.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The checks of the installation itself.
class ChecksTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  @Test
  void theWorstComesFirst() {
    var doctor =
        new Doctor(
            List.of(
                () -> List.of(Finding.sound("a", "well"), Finding.advice("b", "could be", "do")),
                () -> List.of(Finding.wrong("c", "broken", "mend"))));
    assertThat(doctor.examine())
        .extracting(Finding::severity)
        .containsExactly(Severity.WRONG, Severity.ADVICE, Severity.SOUND);
  }

  @Test
  void aNodeThatAnswersNoLoginsTellsWhy() {
    assertThat(new ReadinessCheck(List::of).look())
        .extracting(Finding::severity)
        .containsExactly(Severity.SOUND);
    assertThat(new ReadinessCheck(() -> List.of("database: no answer", "clock: off")).look())
        .allMatch(finding -> finding.severity() == Severity.WRONG && !finding.hint().isEmpty())
        .extracting(Finding::what)
        .containsExactly(
            "it answers no logins: database: no answer", "it answers no logins: clock: off");
  }

  @Test
  void aClockThatDriftsIsToldOfBeforeItMakesSilence() {
    assertThat(clock(Duration.ofSeconds(1))).containsExactly(Severity.SOUND);
    assertThat(clock(Duration.ofMillis(-1001))).containsExactly(Severity.ADVICE);
    assertThat(clock(Duration.ofMillis(5001))).isEmpty(); // readiness tells
  }

  private static List<Severity> clock(Duration ahead) {
    var watch = new ClockWatch(() -> NOW, () -> 0);
    watch.answered(watch.reading(), NOW.minus(ahead));
    return new ClockCheck(watch).look().stream().map(Finding::severity).toList();
  }

  @Test
  void aNodeThatIsGoneIsWrongUntilItIsGivenUp() {
    var living = node("a", "1.0", Duration.ofSeconds(1), "k1");
    var gone = node("b", "1.0", Duration.ofHours(3), "k1");
    var givenUp = node("c", "1.0", NodesCheck.GIVEN_UP, "k1");
    assertThat(nodes(living, gone, givenUp))
        .extracting(Finding::about, Finding::severity, Finding::what)
        .containsExactly(
            tuple("node a", Severity.SOUND, "it lives, version 1.0"),
            tuple("node b", Severity.WRONG, "it was last seen 3 h ago, version 1.0"));
  }

  @Test
  void aNodeWithoutTheSealingKeyIsWrong() {
    assertThat(nodes(node("a", "1.0", Duration.ZERO, "k0")))
        .filteredOn(finding -> finding.severity() == Severity.WRONG)
        .singleElement()
        .extracting(Finding::what)
        .asString()
        .contains("'k1'");
  }

  @Test
  void differentVersionsAreToldOf() {
    var all = nodes(node("a", "1.1", Duration.ZERO, "k1"), node("b", "1.0", Duration.ZERO, "k1"));
    assertThat(all)
        .contains(
            Finding.advice(
                "nodes",
                "they run different versions: 1.0, 1.1",
                "bring all of them to the newest"));
  }

  private static List<Finding> nodes(Node... nodes) {
    return new NodesCheck(() -> List.of(nodes), () -> "k1", () -> NOW).look();
  }

  private static Node node(String name, String version, Duration silent, String key) {
    boolean live = silent.compareTo(Duration.ofSeconds(10)) < 0;
    var seen = NOW.minus(silent);
    return new Node(new UUID(0, 1), name, version, seen, seen, live, Set.of(key));
  }

  @Test
  void aCertificateIsToldOfBeforeItEnds() {
    assertThat(certificate(Duration.ofDays(45))).isEqualTo(Severity.SOUND);
    assertThat(certificate(Duration.ofDays(45).minusSeconds(1))).isEqualTo(Severity.ADVICE);
    assertThat(certificate(Duration.ofDays(14).minusSeconds(1))).isEqualTo(Severity.WRONG);
    assertThat(certificate(Duration.ZERO)).isEqualTo(Severity.WRONG);
  }

  private static Severity certificate(Duration left) {
    var until = NOW.plus(left);
    return new CertificateCheck(until, () -> Optional.of(until), () -> NOW)
        .look()
        .getFirst()
        .severity();
  }

  @Test
  void aCertificateThatWasRenewedInItsFileWantsARestart() {
    var newer = Optional.of(NOW.plus(Duration.ofDays(90)));
    var check = new CertificateCheck(NOW.plus(Duration.ofDays(5)), () -> newer, () -> NOW);
    assertThat(check.look())
        .extracting(Finding::hint)
        .containsExactly("the file holds a newer one: restart the node");
  }

  @Test
  void aCertificateFileThatIsGoneIsWrong() {
    var check = new CertificateCheck(NOW.plus(Duration.ofDays(90)), Optional::empty, () -> NOW);
    assertThat(check.look())
        .extracting(Finding::severity)
        .containsExactly(Severity.SOUND, Severity.WRONG);
  }

  @Test
  void theEapCertificateThatEndsOrCantBeReadIsTold() {
    assertThat(eapCertificate(Optional.of(NOW.plus(Duration.ofDays(46)))))
        .isEqualTo(Severity.SOUND);
    assertThat(eapCertificate(Optional.of(NOW.plus(Duration.ofDays(44)))))
        .isEqualTo(Severity.ADVICE);
    assertThat(eapCertificate(Optional.of(NOW.plus(Duration.ofDays(13)))))
        .isEqualTo(Severity.WRONG);
    assertThat(eapCertificate(Optional.of(NOW))).isEqualTo(Severity.WRONG);
    assertThat(eapCertificate(Optional.empty())).isEqualTo(Severity.WRONG);
  }

  @Test
  void aCrlThatEndsWithinTheDayIsToldForItIsRenewedOften() {
    assertThat(crl(NOW.plus(Duration.ofHours(25)))).isEqualTo(Severity.SOUND);
    assertThat(crl(NOW.plus(Duration.ofHours(23)))).isEqualTo(Severity.ADVICE);
    assertThat(crl(NOW.plus(Duration.ofHours(3)))).isEqualTo(Severity.WRONG);
    assertThat(crl(NOW.minusSeconds(1))).isEqualTo(Severity.WRONG);
  }

  private static Severity crl(Instant until) {
    var check = ExpiryCheck.clientCrl(() -> Optional.of(until), () -> NOW);
    return check.look().getFirst().severity();
  }

  private static Severity eapCertificate(Optional<Instant> until) {
    return ExpiryCheck.certificate(() -> until, () -> NOW).look().getFirst().severity();
  }

  @Test
  void auditThatWaitsForItsSealIsWrong() {
    assertThat(audit(new Unsealed("a", true, NOW.minusSeconds(60)))).containsExactly("well");
    assertThat(audit(new Unsealed("a", true, NOW.minusSeconds(61))))
        .containsExactly("rows of node a wait to be sealed for 61 s");
    assertThat(audit(new Unsealed("a", false, NOW.minusSeconds(3600 * 36))))
        .containsExactly("well");
    assertThat(audit(new Unsealed("a", false, NOW.minusSeconds(3600 * 49))))
        .containsExactly("rows of node a wait to be sealed for 2 d");
  }

  private static List<String> audit(Unsealed unsealed) {
    return new AuditCheck(() -> List.of(unsealed), () -> NOW)
        .look().stream()
            .map(finding -> finding.severity() == Severity.SOUND ? "well" : finding.what())
            .toList();
  }

  @Test
  void anAuditThatNobodyVerifiesProvesNothing() {
    assertThat(verification(null)).containsExactly(Severity.ADVICE, "it was never verified");
    assertThat(verification(verified(Duration.ofDays(40), 0)))
        .containsExactly(Severity.ADVICE, "it was last verified 40 d ago by operator:anna");
    assertThat(verification(verified(Duration.ofDays(2), 0)))
        .containsExactly(
            Severity.SOUND, "it was verified 2 d ago by operator:anna, and nothing was wrong");
    assertThat(verification(verified(Duration.ofHours(3), 7)))
        .containsExactly(
            Severity.WRONG, "the verification 3 h ago by operator:anna found 7 things wrong");
  }

  private static Verified verified(Duration ago, int findings) {
    return new Verified(NOW.minus(ago), new Actor.Operator("anna"), 1000, findings);
  }

  private static List<Object> verification(@Nullable Verified last) {
    var verifications =
        new Verifications() {
          @Override
          public void done(Verified verified) {
            throw new AssertionError("the doctor mends nothing");
          }

          @Override
          public Optional<Verified> last() {
            return Optional.ofNullable(last);
          }
        };
    var finding = new VerificationCheck(verifications, () -> NOW).look().getFirst();
    return List.of(finding.severity(), finding.what());
  }
}
