package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.Finding.Failed;
import dev.postern.access.Finding.PasswordAlone;
import dev.postern.access.Verdict.Accepted;
import dev.postern.access.Verdict.Rejected;
import dev.postern.audit.AuditEntry;
import dev.postern.testing.LoginWorld;
import dev.postern.testing.TestAttempt;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What any [Logins] must do with a password for which no code is asked. Nothing of the user was
/// locked when it was looked at, so everything is asked again.
public interface PasswordAloneContract {
  Finding ALONE = new PasswordAlone();
  Finding WRONG_PASSWORD = new Failed(RejectReason.WRONG_PASSWORD);
  Duration IN_TIME = Duration.ofSeconds(30);

  /// Nobody, as of [LoginWorld#START].
  LoginWorld world();

  private static Verdict settle(LoginWorld world, TestAttempt attempt, Finding finding) {
    return world.logins().settle(attempt.with(finding), IN_TIME);
  }

  @Test
  default void aPasswordAloneIsAcceptedAgainAndAgainAndAuditedEachTime() {
    try (var world = world()) {
      var max = TestAttempt.of(world.user("max", "correct-horse")).from("203.0.113.9");
      assertThat(settle(world, max, ALONE)).isEqualTo(new Accepted(false));
      assertThat(settle(world, max, ALONE)).isEqualTo(new Accepted(false));
      assertThat(world.people().audited())
          .extracting(AuditEntry::event)
          .filteredOn(event -> event.startsWith("login."))
          .containsExactly("login.accepted", "login.accepted");
    }
  }

  @Test
  default void aPasswordAloneIsNotEnoughForWhoIsDisabledOrHasATokenByNow() {
    try (var world = world()) {
      var max = world.user("max", "correct-horse");
      world.enable(max, false);
      assertThat(settle(world, TestAttempt.of(max), ALONE))
          .isEqualTo(new Rejected(RejectReason.DISABLED));
      world.enable(max, true);
      world.token(max, "T9", TokenKind.TOTP, 6, TokenState.PENDING);
      assertThat(settle(world, TestAttempt.of(max), ALONE))
          .isEqualTo(new Rejected(RejectReason.TOKEN_NOT_ACTIVE));
    }
  }

  @Test
  default void aPasswordAloneMeetsTheDelayAndEndsTheCountingOfFailures() {
    try (var world = world()) {
      var max = TestAttempt.of(world.user("max", "correct-horse")).from("203.0.113.9");
      settle(world, max, WRONG_PASSWORD);
      assertThat(settle(world, max, ALONE)).isEqualTo(new Accepted(false));
      var standing = world.people().users().find(max.user()).orElseThrow();
      assertThat(standing.failures()).isZero();
      for (int i = 0; i < 5; i++) {
        settle(world, max, WRONG_PASSWORD);
      }
      assertThat(settle(world, max, ALONE)).isEqualTo(new Rejected(RejectReason.DELAYED));
    }
  }
}
