package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.access.AccessDecision.Discard;
import dev.postern.access.AccessDecision.Reject;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.PasswordHash;
import dev.postern.gateway.Gateway;
import dev.postern.gateway.GatewayRules;
import dev.postern.gateway.GatewaySettings;
import dev.postern.gateway.ReplyCheck;
import dev.postern.gateway.SettingsReader;
import dev.postern.gateway.SettingsReading;
import dev.postern.mschap.PasswordProof;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.password.PasswordCheck;
import dev.postern.password.Passwords;
import dev.postern.radius.SharedSecret;
import dev.postern.testing.InMemoryLoginWorld;
import dev.postern.testing.TestParts;
import dev.postern.user.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A login's time: the gateway's budget, of which each step gets what the steps before it left.
class BudgetTest {
  private final InMemoryLoginWorld world = new InMemoryLoginWorld();
  private final List<Duration> patience = new ArrayList<>();
  private Duration spent = Duration.ZERO;
  private Duration hashTakes = Duration.ZERO;
  private Duration hashWaits = Duration.ZERO;
  private boolean full;
  private long passed;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  @DisplayName(
      "S11: each step of a login waits for what is left of the gateway's budget, no longer")
  void eachStepGetsWhatIsLeftOfTheBudget() {
    world.user("jdoe", "correct-horse");
    spent = Duration.ofSeconds(1);
    hashTakes = Duration.ofSeconds(3);
    decide("jdoe", 20);
    assertThat(patience).containsExactly(Duration.ofSeconds(19), Duration.ofSeconds(16));
  }

  @Test
  @DisplayName(
      "S11: what took longer than the budget is not judged, so that no code is spent on it")
  void whatTookLongerThanTheBudgetIsNotJudged() {
    world.user("jdoe", "correct-horse");
    hashTakes = Duration.ofSeconds(6);
    assertThatThrownBy(() -> decide("jdoe", 5)).hasMessage("no time left");
  }

  @Test
  @DisplayName("S9: a Reject leaves while the gateway still waits, however long passwords queue")
  void aRejectLeavesWithinTheBudget() {
    hashWaits = Duration.ofMillis(2500);
    assertThat(((Reject) decide("nobody", 20)).floor()).isEqualTo(Duration.ofMillis(2750));
    assertThat(((Reject) decide("nobody", 2)).floor()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  @DisplayName("S9: a node without a place for a password is silent: another node could do better")
  void overloadOfThisNodeIsSilence() {
    world.user("jdoe", "correct-horse");
    full = true;
    assertThat(decide("jdoe", 5)).isInstanceOf(Discard.class);
    assertThat(decide("nobody", 5)).isInstanceOf(Reject.class);
  }

  private AccessDecision decide(String name, int budgetSeconds) {
    return flow()
        .decide(
            new AccessRequest(
                gateway(budgetSeconds),
                "r1",
                -spent.toNanos(),
                name,
                new PasswordProof.Plain(SecretOctets.utf8("wrong")),
                null,
                Octets.utf8(name + budgetSeconds),
                new AccessRequest.Described("", "", "", "", "")));
  }

  private Gateway gateway(int budgetSeconds) {
    var settings = GatewaySettings.DEFAULT.with(Map.of("budget-seconds", "" + budgetSeconds));
    GatewayRules rules =
        ((SettingsReading.Sound) SettingsReader.read(settings, ReplyCheck.NONE)).rules();
    world.gateway("vpn-1", true);
    return new Gateway(
        "vpn-1",
        new SharedSecret(SecretOctets.utf8("a secret that is long enough")),
        null,
        Instant.EPOCH,
        true,
        false,
        rules.policy(),
        List.of());
  }

  private AccessFlow flow() {
    return new AccessFlow(
        TestParts.of(
            new Patient(), new SlowPasswords(), world.clock(), () -> passed, new SecureRandom()));
  }

  /// Passwords that are wrong, after a while.
  private final class SlowPasswords implements Passwords {
    @Override
    public PasswordCheck verify(SecretOctets password, @Nullable PasswordHash stored) {
      if (full) {
        return new PasswordCheck.Overloaded();
      }
      passed += hashTakes.toNanos();
      return new PasswordCheck.WrongPassword();
    }

    @Override
    public Duration expectedWait() {
      return hashWaits;
    }
  }

  /// Writes down how long it may take, and does nothing if that is no time at all, as its port
  /// says.
  private final class Patient implements Logins {
    private final Logins logins = world.logins();

    private void given(Duration time) {
      patience.add(time);
      if (!time.isPositive()) {
        throw new IllegalStateException("no time left");
      }
    }

    @Override
    public Optional<LoginSubject> find(UserId user, Duration time) {
      given(time);
      return logins.find(user, time);
    }

    @Override
    public Verdict settle(Attempt attempt, Duration time) {
      given(time);
      return logins.settle(attempt, time);
    }

    @Override
    public void note(AuditEntry entry, Duration time) {
      given(time);
      logins.note(entry, time);
    }
  }
}
