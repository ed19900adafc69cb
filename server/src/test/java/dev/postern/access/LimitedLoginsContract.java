package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.Verdict.Accepted;
import dev.postern.access.Verdict.Rejected;
import dev.postern.accounting.AccountingRecord.Kind;
import dev.postern.accounting.AccountingRecord.OfSession;
import dev.postern.accounting.Session;
import dev.postern.accounting.SessionId;
import dev.postern.testing.LoginWorld;
import dev.postern.testing.TestAttempt;
import dev.postern.user.UserId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What any [Logins] must do where the sessions of a user are limited.
public interface LimitedLoginsContract {
  /// Nobody, as of [LoginWorld#START].
  LoginWorld world();

  private static Verdict settle(LoginWorld world, TestAttempt attempt, Finding finding) {
    return world.logins().settle(attempt.with(finding), LoginsContract.PATIENCE);
  }

  private static Verdict onOtherNode(LoginWorld world, TestAttempt attempt, Finding finding) {
    return world.otherNode().settle(attempt.with(finding), LoginsContract.PATIENCE);
  }

  @Test
  default void whoHasAsManySessionsAsAllowedIsRejectedUntilOneIsOver() {
    try (var world = world()) {
      var jdoe = LoginsContract.jdoe(world);
      var limited = TestAttempt.of(jdoe).limitedTo(1);
      world.sessions().keep(session(jdoe, Kind.START, 0, null), LoginsContract.PATIENCE);
      assertThat(settle(world, limited, LoginsContract.right(100)))
          .isEqualTo(new Rejected(RejectReason.TOO_MANY_SESSIONS));
      assertThat(settle(world, limited.limitedTo(0), LoginsContract.right(101)))
          .isEqualTo(new Accepted(false));
      world.sessions().keep(session(jdoe, Kind.STOP, 60, null), LoginsContract.PATIENCE);
      assertThat(onOtherNode(world, limited, LoginsContract.right(102)))
          .isEqualTo(new Accepted(false));
    }
  }

  @Test
  default void aLoginCountsAsASessionUntilItsOwnIsHeardOfOrHalfAMinuteIsOver() {
    try (var world = world()) {
      var jdoe = LoginsContract.jdoe(world);
      var limited = TestAttempt.of(jdoe).limitedTo(1);
      assertThat(settle(world, limited.packet("first"), LoginsContract.right(100)))
          .isEqualTo(new Accepted(false));
      assertThat(onOtherNode(world, limited, LoginsContract.right(101)))
          .isEqualTo(new Rejected(RejectReason.TOO_MANY_SESSIONS));
      assertThat(onOtherNode(world, limited.packet("first"), LoginsContract.right(100)))
          .as("the same packet again")
          .isEqualTo(new Accepted(true));
      var single =
          TestAttempt.of(world.user("single", "correct-horse")).limitedTo(1).packet("alone");
      assertThat(settle(world, single, new Finding.PasswordAlone())).isEqualTo(new Accepted(false));
      assertThat(onOtherNode(world, single, new Finding.PasswordAlone()))
          .as("the same packet again, of a password alone")
          .isEqualTo(new Accepted(false));
      world.sessions().keep(session(jdoe, Kind.START, 0, "r-first"), LoginsContract.PATIENCE);
      world.sessions().keep(session(jdoe, Kind.STOP, 1, "r-first"), LoginsContract.PATIENCE);
      assertThat(onOtherNode(world, limited, LoginsContract.right(102)))
          .isEqualTo(new Accepted(false));
      world.pass(Duration.ofSeconds(31));
      assertThat(settle(world, limited, LoginsContract.right(103))).isEqualTo(new Accepted(false));
    }
  }

  private static OfSession session(UserId user, Kind kind, int second, @Nullable String login) {
    return new OfSession(
        new SessionId(7),
        kind,
        LoginWorld.START.plusSeconds(second),
        new Session.Origin("vpn-1", "203.0.113.9", "nas", "0a"),
        new Session.Subject("jdoe", user, login, "", "", ""),
        new Session.Traffic(0, 0, 0),
        0);
  }
}
