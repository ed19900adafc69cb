package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.access.Finding;
import dev.postern.access.LimitSettings;
import dev.postern.access.LoginRule;
import dev.postern.access.RejectReason;
import dev.postern.access.Verdict;
import dev.postern.testing.LoginWorld;
import dev.postern.testing.RecordingAudit;
import dev.postern.testing.TestAttempt;
import dev.postern.testing.Wire;
import dev.postern.user.StoredPassword;
import dev.postern.user.UserId;
import dev.postern.user.UsersContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A network that swallows what is sent to the database, and tells nobody: what waits for an answer
/// waits as long as the gateway does, and not as long as a socket may.
@Tag("database")
class CutWireDatabaseTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MigratedDatabase migrated = new MigratedDatabase();
  private final Wire wire = new Wire(migrated.test().jdbcUrl());
  private final Database database = Database.open(settings(), new RecordingAudit());
  private final PgLogins logins =
      new PgLogins(database, new LoginRule(LimitSettings.DEFAULT), LoginWorld.SEALER);
  private final UserId jdoe = jdoe();

  /// A socket waits 200 s, which is far longer than the test does.
  private DatabaseSettings settings() {
    var test = migrated.test();
    return new DatabaseSettings(
        wire.jdbcUrl(), test.user(), test.password(), 4, Duration.ofSeconds(20));
  }

  private UserId jdoe() {
    var user = UsersContract.user("jdoe");
    new PgUsers(migrated.database(), () -> LoginWorld.START)
        .add(user, StoredPassword.NONE, LoginWorld.OPERATOR);
    return user.id();
  }

  @AfterEach
  void close() {
    logins.close();
    database.close();
    wire.close();
    migrated.close();
  }

  @Test
  void aLookUpIsServedAsSoonAsTheNetworkIsMended() {
    assertThat(logins.find(jdoe, PATIENCE)).isPresent();
    cutDuring(() -> logins.find(jdoe, SHORT));
    assertThat(logins.find(jdoe, PATIENCE)).isPresent();
  }

  @Test
  void aVerdictIsGivenAsSoonAsTheNetworkIsMended() {
    var attempt = TestAttempt.of(jdoe);
    var wrong = new Finding.Failed(RejectReason.WRONG_PASSWORD);
    assertThat(logins.settle(attempt.with(wrong), PATIENCE)).isInstanceOf(Verdict.Rejected.class);
    cutDuring(() -> logins.settle(attempt.with(wrong), SHORT));
    cutDuring(() -> logins.settle(attempt.with(new Finding.Asking()), SHORT));
    assertThat(logins.settle(attempt.with(wrong), PATIENCE)).isInstanceOf(Verdict.Rejected.class);
  }

  private void cutDuring(Runnable asking) {
    wire.cut();
    assertThatThrownBy(asking::run).isInstanceOf(StoreUnavailable.class);
    wire.mend();
  }
}
