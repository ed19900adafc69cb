package dev.postern.access;

import static dev.postern.access.LoginsContract.PATIENCE;
import static dev.postern.access.LoginsContract.WRONG;
import static dev.postern.access.LoginsContract.jdoe;
import static dev.postern.access.LoginsContract.right;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.Verdict.Accepted;
import dev.postern.access.Verdict.Rejected;
import dev.postern.testing.LoginWorld;
import dev.postern.testing.TestAttempt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What any [Logins] must do with attempts on one user that come at once, on two nodes.
public interface CrowdedLoginsContract {
  int CROWD = 64;

  /// Nobody, as of [LoginWorld#START].
  LoginWorld world();

  private static List<Verdict> atOnce(LoginWorld world, List<Attempt> attempts) {
    var verdicts = new ConcurrentLinkedQueue<Verdict>();
    var ready = new CountDownLatch(attempts.size());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < attempts.size(); i++) {
        var attempt = attempts.get(i);
        var node = i % 2 == 0 ? world.logins() : world.otherNode();
        threads.execute(() -> {
          ready.countDown();
          await(ready);
          verdicts.add(node.settle(attempt, PATIENCE));
        });
      }
    }
    return List.copyOf(verdicts);
  }

  private static void await(CountDownLatch ready) {
    try {
      ready.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Attempt> crowd(TestAttempt attempt, Finding finding) {
    var crowd = new ArrayList<Attempt>();
    for (int i = 0; i < CROWD; i++) {
      crowd.add(attempt.with(finding));
    }
    return crowd;
  }

  @Test
  default void ofManyUsesOfOneCodeOneIsAccepted() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world));
      var verdicts = atOnce(world, crowd(jdoe, right(100)));
      assertThat(verdicts).hasSize(CROWD);
      assertThat(verdicts).filteredOn(new Accepted(false)::equals).hasSize(1);
      assertThat(verdicts).filteredOn(new Accepted(true)::equals).isEmpty();
    }
  }

  @Test
  default void ofManyLoginsAtOnceUnderALimitOfOneSessionOneIsLetIn() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world)).limitedTo(1);
      var attempts = new ArrayList<Attempt>();
      for (int i = 0; i < CROWD; i++) {
        attempts.add(jdoe.with(right(100 + i)));
      }
      assertThat(atOnce(world, attempts)).filteredOn(new Accepted(false)::equals).hasSize(1);
    }
  }

  @Test
  @DisplayName("S1: of 64 wrong codes at once from one source, five are examined")
  default void ofManyWrongCodesFromOneSourceTheLimitIsExamined() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world)).from("203.0.113.9");
      var verdicts = atOnce(world, crowd(jdoe, WRONG));
      assertThat(verdicts)
          .filteredOn(new Rejected(RejectReason.WRONG_CODE)::equals)
          .hasSize(LimitSettings.DEFAULT.freeFailures());
      assertThat(verdicts)
          .filteredOn(new Rejected(RejectReason.DELAYED)::equals)
          .hasSize(CROWD - LimitSettings.DEFAULT.freeFailures());
      assertThat(world.logins().settle(jdoe.with(right(100)), PATIENCE))
          .as("the right one after them")
          .isEqualTo(new Rejected(RejectReason.DELAYED));
    }
  }

  @Test
  @DisplayName("S1: of 64 wrong codes at once from everywhere, twenty are examined")
  default void ofManyWrongCodesFromEverywhereTheLimitIsExamined() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world));
      var attempts = new ArrayList<Attempt>();
      for (int i = 0; i < CROWD; i++) {
        attempts.add(jdoe.from(i % 2 == 0 ? "" : "203.0.113." + i).with(WRONG));
      }
      var verdicts = atOnce(world, attempts);
      assertThat(verdicts)
          .filteredOn(new Rejected(RejectReason.WRONG_CODE)::equals)
          .hasSize(LimitSettings.DEFAULT.unknownFailures());
      assertThat(world.otherNode().settle(jdoe.with(right(100)), PATIENCE))
          .as("the right one after them")
          .isEqualTo(new Rejected(RejectReason.LOCKED));
    }
  }

  @Test
  default void ofManyUsesOfOneCodeAmongWrongOnesAtMostOneIsAccepted() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world));
      var attempts = new ArrayList<>(crowd(jdoe, right(100)));
      attempts.addAll(crowd(jdoe, WRONG));
      var verdicts = atOnce(world, attempts);
      assertThat(verdicts).hasSize(2 * CROWD);
      assertThat(verdicts).filteredOn(new Accepted(false)::equals).hasSizeLessThanOrEqualTo(1);
      assertThat(verdicts).doesNotContain(new Accepted(true));
    }
  }
}
