package dev.postern.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.RejectReason;
import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.testing.InMemoryAuditLog;
import dev.postern.testing.InMemoryPeople;
import dev.postern.user.Group;
import dev.postern.user.RealmName;
import dev.postern.user.Recoverable;
import dev.postern.user.SourceDelay;
import dev.postern.user.StoredPassword;
import dev.postern.user.User;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationsTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final UserName NAME = UserName.parse("jdoe").orElseThrow();
  private static final UserId JDOE = UserId.of(RealmName.LOCAL, NAME);

  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private final InMemoryPeople people = new InMemoryPeople(() -> AT);
  private final Explanations explanations =
      new Explanations(people.users(), people.tokens(), log, () -> AT);

  @Test
  void theLastLoginComesFirstWithItsReasonInWordsAndWhatToDo() {
    login(1, "login.accepted", "");
    login(2, "login.challenged", "");
    login(3, "login.rejected", "WRONG_CODE");
    var logins = explanations.of(JDOE, "jdoe", 2).logins();
    assertThat(logins)
        .extracting(Explanation.Login::words)
        .containsExactly(
            "The password was right and the code was wrong.", "The code was asked for.");
    assertThat(logins.getFirst().advice()).contains("new code");
    assertThat(logins.getLast().advice()).isEmpty();
  }

  @Test
  void thatTheNextCodeWasAskedForIsSaidWithWhatToDo() {
    login(1, "login.challenged", "NEXT_CODE_WANTED");
    var login = explanations.of(JDOE, "jdoe", 1).logins().getFirst();
    assertThat(login.words()).contains("another time");
    assertThat(login.advice()).contains("next code");
  }

  @Test
  void aReasonThatNobodyHasWordsForIsShownAllTheSame() {
    login(1, "login.rejected", "MOON_PHASE");
    assertThat(explanations.of(JDOE, "jdoe", 1).logins().getFirst().words()).contains("MOON_PHASE");
  }

  @ParameterizedTest
  @EnumSource(RejectReason.class)
  void everyReasonHasASentenceAndAnAdvice(RejectReason reason) {
    assertThat(ReasonWords.reasons()).contains(reason.name());
    assertThat(ReasonWords.of(reason.name()).sentence()).endsWith(".").doesNotContain("_");
    assertThat(ReasonWords.of(reason.name()).advice()).endsWith(".");
  }

  @Test
  void aDelayIsToldWithItsEndAndWithTheCommandThatLiftsIt() {
    add(true, List.of());
    login(1, "login.rejected", "DELAYED");
    people.delay(JDOE, new SourceDelay("203.0.113.9", AT.plusSeconds(90)));
    var explanation = explanations.of(JDOE, "jdoe", 1);
    assertThat(explanation.now())
        .contains("Logins from 203.0.113.9 are not examined until 2026-11-22T10:01:30Z.");
    assertThat(explanation.logins().getFirst().advice())
        .contains("posternctl user unlock jdoe.")
        .endsWith("It ends at 2026-11-22T10:01:30Z.");
  }

  @Test
  void aDelayThatIsOverIsSaidToBe() {
    add(true, List.of());
    login(1, "login.rejected", "DELAYED");
    people.delay(
        JDOE,
        new SourceDelay("203.0.113.9", AT),
        new SourceDelay("198.51.100.7", AT.plusSeconds(30)));
    assertThat(explanations.of(JDOE, "jdoe", 1).logins().getFirst().advice())
        .isEqualTo("That is over: the user may try again.");
  }

  @Test
  void theAdviceNamesTheUserAsCommandsDo() {
    login(1, "login.rejected", "NO_TOKEN");
    assertThat(explanations.of(JDOE, "jdoe --realm other", 1).logins().getFirst().advice())
        .contains("posternctl token add jdoe --realm other.");
  }

  @Test
  void aNameThatIsNobodysIsSaidAndItsAttemptsAreShown() {
    login(1, "login.rejected", "UNKNOWN_USER");
    var explanation = explanations.of(JDOE, "jdoe", 5);
    assertThat(explanation.now()).containsExactly("There is no user of this name.");
    assertThat(explanation.logins()).hasSize(1);
  }

  @Test
  void thatGroupsMayNotFitIntoAReplyIsSaid() {
    add(true, IntStream.range(0, 300).mapToObj("group-%03d"::formatted).toList());
    assertThat(explanations.of(JDOE, "jdoe", 5).now())
        .anyMatch(said -> said.contains("300 groups"));
  }

  private void add(boolean enabled, List<String> groups) {
    var anna = new Actor.Operator("anna");
    groups.forEach(name -> people.groups().add(new Group(RealmName.LOCAL, name, ""), anna));
    var user =
        new User(
            JDOE, RealmName.LOCAL, NAME, "", "", "", groups, enabled, false, Recoverable.NOTHING);
    people.users().add(user, StoredPassword.NONE, anna);
  }

  @Test
  void howTheUserStandsIsSaidFirst() {
    add(false, List.of());
    assertThat(explanations.of(JDOE, "jdoe", 5).now())
        .containsExactly(
            "The user is disabled.",
            "The user has no local password.",
            "The user has never had a token.");
  }

  private void login(int second, String event, String reason) {
    log.add(
        new AuditEntry(
            AT.plusSeconds(second),
            event,
            reason,
            new Actor.Visitor(),
            new AuditEntry.Subject(JDOE, "local/jdoe"),
            new AuditEntry.Origin("vpn-1", "203.0.113.9", "r-" + second),
            Map.of()));
  }
}
