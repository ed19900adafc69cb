package dev.postern.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.postern.actor.Actor;
import dev.postern.approval.Approvals.DecideOutcome;
import dev.postern.audit.AuditEntry;
import dev.postern.testing.MovableClock;
import dev.postern.testing.People;
import dev.postern.token.TokenEvent;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.token.Tokens.AddOutcome;
import dev.postern.token.Tokens.EventOutcome;
import dev.postern.token.TokensContract;
import dev.postern.user.StoredPassword;
import dev.postern.user.TokensLeft;
import dev.postern.user.User;
import dev.postern.user.UserChange;
import dev.postern.user.UsersContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What any [Approvals] must do together with [dev.postern.token.Tokens].
@DisplayName("S24: an address change plus re-issue within 72 h needs a second operator")
public interface ApprovalsContract {
  Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
  Actor ANNA = new Actor.Operator("anna");
  Actor BERT = new Actor.Operator("bert");
  Actor HUGO = new Actor.Operator("hugo");
  Actor SCRIPT = new Actor.MachineKey("script");
  User JDOE = UsersContract.user("jdoe");

  /// Nobody, by this clock.
  People people(MovableClock clock);

  /// People, and jdoe with an e-mail that hugo of the help desk has just changed.
  record Place(MovableClock clock, People people) implements AutoCloseable {
    static Place of(ApprovalsContract contract) {
      var clock = new MovableClock(NOW);
      var place = new Place(clock, contract.people(clock));
      for (String name : new String[] {"anna", "bert", "hugo"}) {
        place.people.operator(name, LONG_AGO);
      }
      place.people.users().add(JDOE, StoredPassword.NONE, ANNA);
      place.changeAddress("thief@example.com", HUGO);
      clock.pass(Duration.ofMinutes(1));
      return place;
    }

    void changeAddress(String email, Actor by) {
      var change = new UserChange(null, email, null, null, null, null);
      people.users().change(JDOE.id(), change, by);
    }

    AddOutcome issue(String serial, Actor by) {
      var token = TokensContract.token(serial, JDOE.id(), TokenState.ACTIVE);
      return people.tokens().add(token, TokensContract.SEALED, by);
    }

    /// The id of what was asked, after a token was refused.
    String refused(Actor by) {
      var held = (AddOutcome.Held) issue("T0", by);
      assertThat(held.hold().until()).isEqualTo(NOW.plus(Duration.ofDays(3)));
      assertThat(people.tokens().find(new TokenSerial("T0"))).isEmpty();
      return Objects.requireNonNull(held.hold().approval());
    }

    @Nullable String whyNot(String id, Actor by) {
      return people.approvals().decide(id, true, by) instanceof DecideOutcome.Refused(String why)
          ? why
          : null;
    }

    @Override
    public void close() {
      people.close();
    }
  }

  @Test
  default void aTokenIsRefusedUntilASecondOperatorApprovesAndThenGivenOnce() {
    try (var place = Place.of(this)) {
      String id = place.refused(ANNA);
      assertThat(place.refused(ANNA)).isEqualTo(id);
      assertThat(place.people.approvals().open("", 10))
          .extracting(Approval::id)
          .containsExactly(id);
      assertThat(place.whyNot(id, BERT)).isNull();
      assertThat(place.issue("T1", ANNA)).isInstanceOf(AddOutcome.Added.class);
      assertThat(place.people.approvals().open("", 10)).isEmpty();
      assertThat(place.refused(ANNA)).isNotEqualTo(id);
      assertThat(place.people.audited())
          .filteredOn(entry -> entry.event().startsWith("approval."))
          .extracting(AuditEntry::event, AuditEntry::actor)
          .containsExactly(
              tuple("approval.asked", ANNA),
              tuple("approval.granted", BERT),
              tuple("approval.used", ANNA),
              tuple("approval.asked", ANNA));
    }
  }

  @Test
  default void theSamePersonTwiceIsNoSecondOperator() {
    try (var place = Place.of(this)) {
      String id = place.refused(ANNA);
      assertThat(place.whyNot(id, ANNA)).contains("yourself");
      assertThat(place.whyNot(id, HUGO)).contains("changed the address yourself");
      assertThat(place.whyNot(id, SCRIPT)).contains("a key is nobody");
      assertThat(place.issue("T1", ANNA)).isInstanceOf(AddOutcome.Held.class);
      assertThat(place.whyNot(id, BERT)).isNull();
      assertThat(place.issue("T1", HUGO)).isInstanceOf(AddOutcome.Held.class); // anna asked
      assertThat(place.issue("T1", ANNA)).isInstanceOf(AddOutcome.Added.class);
    }
  }

  @Test
  default void aNewlyMadeOperatorIsNoSecondOne() {
    try (var place = Place.of(this)) {
      place.people.operator("mallory", NOW);
      String id = place.refused(ANNA);
      var mallory = new Actor.Operator("mallory");
      assertThat(place.whyNot(id, mallory)).contains("younger than 72 h");
      assertThat(place.whyNot(id, new Actor.Operator("gone"))).contains("younger than 72 h");
    }
  }

  @Test
  default void aKeyCannotAskForIt() {
    try (var place = Place.of(this)) {
      var held = (AddOutcome.Held) place.issue("T1", SCRIPT);
      assertThat(held.hold().approval()).isNull();
      assertThat(place.people.approvals().open("", 10)).isEmpty();
    }
  }

  @Test
  default void anApprovalRunsOut() {
    try (var place = Place.of(this)) {
      String granted = place.refused(ANNA);
      assertThat(place.whyNot(granted, BERT)).isNull();
      place.clock.pass(ApprovalRule.LIFE);
      assertThat(place.people.approvals().open("", 10)).isEmpty();
      String asked = place.refused(ANNA);
      assertThat(asked).isNotEqualTo(granted);
      place.clock.pass(ApprovalRule.LIFE);
      assertThat(place.whyNot(asked, BERT)).contains("time is over");
    }
  }

  @Test
  default void anAddressThatIsChangedAgainVoidsIt() {
    try (var place = Place.of(this)) {
      String granted = place.refused(ANNA);
      assertThat(place.whyNot(granted, BERT)).isNull();
      place.changeAddress("other@example.com", HUGO);
      place.clock.pass(Duration.ofMinutes(1));
      assertThat(place.issue("T1", ANNA)).isInstanceOf(AddOutcome.Held.class);
      var asked = place.people.approvals().open("", 10).getLast();
      place.changeAddress("third@example.com", BERT);
      assertThat(place.whyNot(asked.id(), HUGO)).contains("changed since");
    }
  }

  @Test
  default void whatIsDeniedIsNotDone() {
    try (var place = Place.of(this)) {
      String id = place.refused(ANNA);
      assertThat(place.people.approvals().decide(id, false, BERT))
          .isInstanceOfSatisfying(
              DecideOutcome.Decided.class,
              denied -> assertThat(denied.approval().state()).isEqualTo(Approval.State.DENIED));
      assertThat(place.whyNot(id, BERT)).contains("decided already");
      assertThat(place.refused(ANNA)).isNotEqualTo(id);
      assertThat(place.people.approvals().decide("none", true, BERT))
          .isEqualTo(new DecideOutcome.NoSuchApproval());
    }
  }

  /// Removed and added by the same name, with another address: the same thing in two steps.
  @Test
  default void whoWasRemovedAndIsAddedAgainIsAsOneWhoseAddressWasChanged() {
    try (var place = Place.of(this)) {
      place.clock.pass(ApprovalRule.SUSPECT);
      assertThat(place.issue("T1", ANNA)).isInstanceOf(AddOutcome.Added.class);
      place.people.users().remove(JDOE.id(), TokensLeft.REMOVED, ANNA);
      place.clock.pass(ApprovalRule.SUSPECT.minusSeconds(1));
      place.people.users().add(JDOE, StoredPassword.NONE, BERT);
      var held = (AddOutcome.Held) place.issue("T2", ANNA);
      String id = Objects.requireNonNull(held.hold().approval());
      assertThat(place.whyNot(id, BERT)).contains("changed the address yourself");
      assertThat(place.whyNot(id, HUGO)).isNull();
      assertThat(place.issue("T2", ANNA)).isInstanceOf(AddOutcome.Added.class);
    }
  }

  @Test
  default void aMistypedAddressIsCorrectedBeforeTheFirstTokenByAddingTheUserAnew() {
    try (var place = Place.of(this)) {
      place.people.users().remove(JDOE.id(), TokensLeft.REMOVED, ANNA);
      place.people.users().add(JDOE, StoredPassword.NONE, ANNA);
      assertThat(place.issue("T1", ANNA)).isInstanceOf(AddOutcome.Added.class);
    }
  }

  @Test
  default void whoIsAddedAgainLongAfterIsAsNew() {
    try (var place = Place.of(this)) {
      place.clock.pass(ApprovalRule.SUSPECT);
      place.people.users().remove(JDOE.id(), TokensLeft.REMOVED, ANNA);
      place.clock.pass(ApprovalRule.SUSPECT);
      place.people.users().add(JDOE, StoredPassword.NONE, ANNA);
      assertThat(place.issue("T1", ANNA)).isInstanceOf(AddOutcome.Added.class);
    }
  }

  @Test
  default void aTokenFromStockIsATokenToo() {
    try (var place = Place.of(this)) {
      var serial = new TokenSerial("S1");
      var token = TokensContract.token("S1", null, TokenState.PENDING);
      place.people.tokens().add(token, TokensContract.SEALED, ANNA);
      var assign = new TokenEvent.Assign(JDOE.id());
      var held = (EventOutcome.Held) place.people.tokens().apply(serial, assign, ANNA);
      assertThat(place.whyNot(Objects.requireNonNull(held.hold().approval()), BERT)).isNull();
      assertThat(place.people.tokens().apply(serial, assign, ANNA))
          .isInstanceOf(EventOutcome.Moved.class);
    }
  }

  @Test
  default void after72HoursOrForAnotherChangeNobodyIsAsked() {
    try (var place = Place.of(this)) {
      place.clock.pass(ApprovalRule.SUSPECT.minusMinutes(1));
      place
          .people
          .users()
          .change(JDOE.id(), new UserChange("John", null, null, null, null, null), HUGO);
      assertThat(place.issue("T1", ANNA)).isInstanceOf(AddOutcome.Added.class);
    }
  }
}
