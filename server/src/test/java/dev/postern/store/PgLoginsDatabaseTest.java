package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.Attempt;
import dev.postern.access.CrowdedLoginsContract;
import dev.postern.access.Finding;
import dev.postern.access.LimitSettings;
import dev.postern.access.LimitedLoginsContract;
import dev.postern.access.LoginRule;
import dev.postern.access.LoginsContract;
import dev.postern.access.PasswordAloneContract;
import dev.postern.access.RejectReason;
import dev.postern.access.Verdict;
import dev.postern.testing.LoginWorld;
import dev.postern.testing.PgLoginWorld;
import dev.postern.testing.RecordingAudit;
import dev.postern.testing.TestAttempt;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class PgLoginsDatabaseTest
    implements LoginsContract, LimitedLoginsContract, CrowdedLoginsContract, PasswordAloneContract {
  private static final int USERS = 24;
  private static final int ROUNDS = 8;

  @Override
  public LoginWorld world() {
    return new PgLoginWorld();
  }

  /// Users that exist and names that are nobody's, in another order each time, on two nodes with
  /// two runners each.
  @Test
  void groupsThatShareUsersDoNotWaitForEachOther() throws SQLException {
    try (var world = new PgLoginWorld()) {
      world.gateway("vpn-1", true);
      var verdicts = new ConcurrentLinkedQueue<Verdict>();
      var attempts = sharedUsers(world);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < attempts.size(); i++) {
          var attempt = attempts.get(i);
          var node = i % 2 == 0 ? world.logins() : world.otherNode();
          threads.execute(() -> verdicts.add(node.settle(attempt, PATIENCE)));
        }
      }
      assertThat(verdicts).hasSize(2 * USERS * ROUNDS);
      assertThat(deadlocks(world)).isZero();
    }
  }

  private static List<Attempt> sharedUsers(LoginWorld world) {
    var attempts = new ArrayList<Attempt>();
    for (int i = 0; i < USERS; i++) {
      var known = TestAttempt.of(world.user("user" + i, "correct-horse")).from("203.0.113.9");
      var unknown = TestAttempt.of(LoginWorld.id("nobody" + i)).unknown();
      for (int round = 0; round < ROUNDS; round++) {
        attempts.add(known.with(WRONG));
        attempts.add(unknown.with(new Finding.Failed(RejectReason.UNKNOWN_USER)));
      }
    }
    Collections.shuffle(attempts, new Random(42));
    return attempts;
  }

  private static long deadlocks(PgLoginWorld world) throws SQLException {
    try (var connection = world.people().test().connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void failuresOutliveTheNodesThatCountedThem() {
    try (var world = new PgLoginWorld()) {
      var jdoe = TestAttempt.of(LoginsContract.jdoe(world)).from(HOME);
      for (int i = 0; i < 5; i++) {
        world.logins().settle(jdoe.with(WRONG), PATIENCE);
      }
      var test = world.people().test();
      var settings =
          new DatabaseSettings(
              test.jdbcUrl(), test.user(), test.password(), 4, Duration.ofSeconds(5));
      try (var database = Database.open(settings, new RecordingAudit());
          var restarted =
              new PgLogins(database, new LoginRule(LimitSettings.DEFAULT), LoginWorld.SEALER)) {
        assertThat(restarted.settle(jdoe.with(LoginsContract.right(100)), PATIENCE))
            .isEqualTo(new Verdict.Rejected(RejectReason.DELAYED));
      }
    }
  }
}
