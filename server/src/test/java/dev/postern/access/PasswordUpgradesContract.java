package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.Argon2Cost;
import dev.postern.crypto.PasswordHash;
import dev.postern.octets.SecretOctets;
import dev.postern.password.HashPool;
import dev.postern.password.LocalPasswords;
import dev.postern.password.PasswordCheck;
import dev.postern.password.PasswordSettings;
import dev.postern.password.Recoverables;
import dev.postern.testing.Dialogue;
import dev.postern.testing.LoginStage;
import dev.postern.testing.LoginWorld;
import dev.postern.user.Recoverable;
import dev.postern.user.RecoverableSecret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Which logins bring a better hash of their password, on whatever users are kept in.
public interface PasswordUpgradesContract {
  SecretOctets PASSWORD = SecretOctets.utf8("correct-horse");

  /// Nobody, as of [LoginWorld#START].
  LoginWorld world();

  /// A world whose logins upgrade hashes.
  record Place(LoginWorld world, HashPool pool, BackgroundUpgrades upgrades)
      implements AutoCloseable {
    static Place of(LoginWorld world) {
      var cost = new Argon2Cost(64, 1, 1);
      var settings = new PasswordSettings(cost, 1, 4, Duration.ofSeconds(30), true);
      var pool = new HashPool(settings, new SecureRandom(), System::nanoTime);
      var upgrades =
          new BackgroundUpgrades(
              new LocalPasswords(pool),
              new Recoverables(LoginWorld.SEALER),
              world.people().users(),
              new Actor.Node("vpn-a"),
              System::nanoTime);
      return new Place(world, pool, upgrades);
    }

    void run(String dialogue) {
      try (var stage = new LoginStage(world, upgrades, LoginMeter.NONE)) {
        Dialogue.run(world, stage, dialogue.lines().toList());
      }
    }

    LoginSubject subject(String user) {
      return world.logins().find(LoginWorld.id(user), LoginsContract.PATIENCE).orElseThrow();
    }

    PasswordHash hash(String user) {
      return Objects.requireNonNull(subject(user).passwordHash());
    }

    @Override
    public void close() {
      upgrades.close();
      pool.close();
      world.close();
    }
  }

  private static void assertUpgraded(Place place, String user) {
    await().until(() -> place.upgrades.stored() == 1);
    var hash = place.hash(user);
    assertThat(hash.reveal()).startsWith("$argon2id$");
    assertThat(new LocalPasswords(place.pool).verify(PASSWORD, hash))
        .isEqualTo(new PasswordCheck.Verified());
    assertThat(place.world.people().audited())
        .filteredOn(entry -> entry.event().equals("user.password_upgraded"))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.actor()).isEqualTo(new Actor.Node("vpn-a"));
          assertThat(entry.concerned())
              .contains(new AuditEntry.Subject(LoginWorld.id(user), "local/" + user));
          assertThat(entry.detail()).isEmpty();
        });
  }

  @Test
  default void aLoginWithAnAppendedCodeUpgradesOnce() {
    try (var place = Place.of(world())) {
      place.run(
          """
          gateway vpn-1
          user jdoe password correct-horse token T1
          > Access-Request User-Name = jdoe, User-Password = correct-horse{code T1}
          < Access-Accept
          """);
      assertUpgraded(place, "jdoe");
      place.upgrades.passwordRight(place.subject("jdoe"), PASSWORD);
      place.upgrades.loginComplete(LoginWorld.id("jdoe"));
      assertThat(place.upgrades.stored() + place.upgrades.dropped()).isEqualTo(1);
    }
  }

  @Test
  default void anAnsweredChallengeUpgradesWhatItsPasswordBegan() {
    try (var place = Place.of(world())) {
      place.run(
          """
          gateway vpn-1
          user jdoe password correct-horse token T1
          > Access-Request User-Name = jdoe, User-Password = correct-horse
          < Access-Challenge State = $state
          > Access-Request User-Name = jdoe, User-Password = {code T1}, State = $state
          < Access-Accept
          """);
      assertUpgraded(place, "jdoe");
    }
  }

  @Test
  default void aRightPasswordAloneUpgradesNothing() {
    try (var place = Place.of(world())) {
      place.run(
          """
          gateway vpn-1
          user anna password correct-horse token T1
          user bert password correct-horse token T2
          user carl password correct-horse token T3
          > Access-Request User-Name = anna, User-Password = correct-horse
          < Access-Challenge State = $state
          > Access-Request User-Name = anna, User-Password = 12345, State = $state
          < Access-Reject
          > Access-Request User-Name = carl, User-Password = wrong-horse{code T3}
          < Access-Reject
          > Access-Request User-Name = bert, User-Password = correct-horse
          < Access-Challenge State = $other
          """);
      var berts = LoginWorld.id("bert");
      place.upgrades.loginComplete(berts);
      assertUpgraded(place, "bert"); // made after anna's, on the one thread
      assertThat(place.hash("anna").reveal()).startsWith("{SSHA256}");
      assertThat(place.hash("carl").reveal()).startsWith("{SSHA256}");
    }
  }

  @Test
  default void whatIsToBeKeptIsKeptFromTheNextCompleteLoginByPapOn() {
    try (var place = Place.of(world())) {
      place.run(
          """
          gateway vpn-1
          user jdoe password correct-horse token T1
          recoverable jdoe password
          > Access-Request User-Name = jdoe, User-Password = correct-horse
          < Access-Challenge State = $state
          > Access-Request User-Name = jdoe, User-Password = 12345, State = $state
          < Access-Reject
          > Access-Request User-Name = jdoe, CHAP-Password = correct-horse
          < Access-Reject
          > Access-Request User-Name = jdoe, User-Password = correct-horse{code T1}
          < Access-Accept
          """);
      await().until(() -> place.upgrades.stored() == 1);
      assertThat(place.subject("jdoe").recoverable())
          .isEqualTo(new RecoverableSecret(Recoverable.PASSWORD, PASSWORD));
      assertThat(place.hash("jdoe").reveal()).startsWith("$argon2id$");
      assertThat(place.world.people().audited())
          .filteredOn(entry -> entry.event().equals("user.password_kept"))
          .singleElement()
          .satisfies(entry -> assertThat(entry.actor()).isEqualTo(new Actor.Node("vpn-a")));
    }
  }

  @Test
  default void whatThePoolHasNoTimeForIsLeftAndTheLoginAccepted() {
    try (var place = Place.of(world())) {
      place.pool.close();
      place.run(
          """
          gateway vpn-1
          user jdoe password correct-horse token T1
          > Access-Request User-Name = jdoe, User-Password = correct-horse{code T1}
          < Access-Accept
          """);
      await().until(() -> place.upgrades.dropped() == 1);
      assertThat(place.hash("jdoe").reveal()).startsWith("{SSHA256}");
      place.upgrades.passwordRight(place.subject("jdoe"), PASSWORD);
      await().until(() -> place.upgrades.dropped() == 2); // the next login tries again
    }
  }
}
