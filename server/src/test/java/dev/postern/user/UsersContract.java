package dev.postern.user;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.KeyRing;
import dev.postern.crypto.PasswordHash;
import dev.postern.crypto.Sealer;
import dev.postern.octets.SecretOctets;
import dev.postern.testing.People;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.token.TokensContract;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What any [Users] must do.
public interface UsersContract {
  Actor OPERATOR = new Actor.Operator("anna");
  Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  /// Nobody, as of [#NOW].
  People people();

  static User user(String name, String... groups) {
    var prepared = UserName.parse(name).orElseThrow();
    var id = UserId.of(RealmName.LOCAL, prepared);
    String mail = name + "@example.com";
    return new User(
        id,
        RealmName.LOCAL,
        prepared,
        "",
        mail,
        "",
        List.of(groups),
        true,
        false,
        Recoverable.NOTHING);
  }

  @Test
  default void whoIsAddedIsFound() {
    try (var people = people()) {
      var jdoe = user("jdoe");
      assertThat(people.users().add(jdoe, StoredPassword.NONE, OPERATOR))
          .isEqualTo(new Users.AddOutcome.Added(jdoe));
      assertThat(people.users().find(jdoe.id()))
          .contains(new UserStanding(jdoe, false, false, 0, 0, null, NOW));
      assertThat(people.audited()).extracting(AuditEntry::event).containsExactly("user.added");
      assertThat(people.audited().getFirst().concerned())
          .contains(new AuditEntry.Subject(jdoe.id(), "local/jdoe"));
    }
  }

  @Test
  default void aNameIsTakenOnce() {
    try (var people = people()) {
      people.users().add(user("jdoe"), StoredPassword.NONE, OPERATOR);
      assertThat(people.users().add(user("jdoe"), StoredPassword.NONE, OPERATOR))
          .isEqualTo(new Users.AddOutcome.NameTaken());
      assertThat(people.audited()).hasSize(1);
    }
  }

  @Test
  default void realmAndGroupsMustBeThere() {
    try (var people = people()) {
      assertThat(people.users().add(user("jdoe", "vpn", "staff"), StoredPassword.NONE, OPERATOR))
          .isEqualTo(new Users.AddOutcome.NoSuchGroups(List.of("staff", "vpn")));
      var realm = new RealmName("elsewhere");
      var name = UserName.parse("jdoe").orElseThrow();
      var stranger =
          new User(
              UserId.of(realm, name),
              realm,
              name,
              "",
              "",
              "",
              List.of(),
              true,
              false,
              Recoverable.NOTHING);
      assertThat(people.users().add(stranger, StoredPassword.NONE, OPERATOR))
          .isEqualTo(new Users.AddOutcome.NoSuchRealm());
    }
  }

  @Test
  default void peopleAreListedByNamePageByPage() {
    try (var people = people()) {
      people.groups().add(new Group(RealmName.LOCAL, "vpn", ""), OPERATOR);
      for (var name : List.of("carla", "anna", "bert")) {
        people.users().add(user(name), StoredPassword.NONE, OPERATOR);
      }
      people.users().add(user("berta", "vpn"), StoredPassword.NONE, OPERATOR);
      var all = UserFilter.everybody(RealmName.LOCAL);
      assertThat(names(people.users().page(all, "", 2))).containsExactly("anna", "bert");
      assertThat(names(people.users().page(all, "bert", 5))).containsExactly("berta", "carla");
      assertThat(names(people.users().page(new UserFilter(RealmName.LOCAL, "ber", ""), "", 5)))
          .containsExactly("bert", "berta");
      assertThat(names(people.users().page(new UserFilter(RealmName.LOCAL, "", "vpn"), "", 5)))
          .containsExactly("berta");
    }
  }

  private static List<String> names(List<UserStanding> users) {
    return users.stream().map(standing -> standing.user().name().text()).toList();
  }

  @Test
  default void aChangeIsAuditedByWhatDiffers() {
    try (var people = people()) {
      var jdoe = user("jdoe");
      people.users().add(jdoe, StoredPassword.NONE, OPERATOR);
      var change = new UserChange("John", null, null, null, false, null);
      var changed = change.applyTo(jdoe);
      assertThat(people.users().change(jdoe.id(), change, OPERATOR))
          .isEqualTo(new Users.ChangeOutcome.Changed(changed));
      assertThat(people.users().find(jdoe.id()).orElseThrow().user()).isEqualTo(changed);
      var entry = people.audited().getLast();
      assertThat(entry.event()).isEqualTo("user.changed");
      assertThat(entry.detail()).containsEntry("displayName", "John").hasSize(2);
      people.users().change(jdoe.id(), change, OPERATOR);
      assertThat(people.audited()).hasSize(2);
      assertThat(people.users().change(user("nobody").id(), change, OPERATOR))
          .isEqualTo(new Users.ChangeOutcome.NoSuchUser());
    }
  }

  @Test
  default void aPasswordIsSetButNeverTold() {
    try (var people = people()) {
      var jdoe = user("jdoe");
      people.users().add(jdoe, StoredPassword.NONE, OPERATOR);
      var password = StoredPassword.of(PasswordHash.of("$x$y"));
      assertThat(people.users().setPassword(jdoe.id(), password, OPERATOR)).isTrue();
      assertThat(people.users().find(jdoe.id()).orElseThrow().hasPassword()).isTrue();
      assertThat(people.audited().getLast().event()).isEqualTo("user.password_set");
      assertThat(people.audited().toString()).doesNotContain("$x$y");
      assertThat(people.users().setPassword(user("nobody").id(), password, OPERATOR)).isFalse();
    }
  }

  @Test
  default void aBetterHashReplacesOnlyTheOneThatWasVerified() {
    try (var people = people()) {
      var jdoe = user("jdoe");
      var old = PasswordHash.of("{SSHA}x");
      var better = PasswordHash.of("$argon2id$y");
      people.users().add(jdoe, StoredPassword.of(old), OPERATOR);
      assertThat(people.users().upgradePassword(jdoe.id(), old, better, OPERATOR)).isTrue();
      assertThat(people.users().upgradePassword(jdoe.id(), old, better, OPERATOR)).isFalse();
      assertThat(people.users().upgradePassword(jdoe.id(), better, old, OPERATOR)).isTrue();
      people.users().setPassword(jdoe.id(), StoredPassword.NONE, OPERATOR);
      assertThat(people.users().upgradePassword(jdoe.id(), old, better, OPERATOR)).isFalse();
      assertThat(people.users().find(jdoe.id()).orElseThrow().hasPassword()).isFalse();
      var nobody = user("nobody").id();
      assertThat(people.users().upgradePassword(nobody, old, better, OPERATOR)).isFalse();
      assertThat(people.audited())
          .extracting(AuditEntry::event)
          .filteredOn("user.password_upgraded"::equals)
          .hasSize(2);
      assertThat(people.audited().toString()).doesNotContain("{SSHA}x", "$argon2id$y");
    }
  }

  Sealer SEALER =
      new Sealer(KeyRing.parse("k1 " + "QUJD".repeat(10) + "QUI=", "test"), new SecureRandom());

  private static RecoverableSecret.AtRest secret(User user, Recoverable kind) {
    return new RecoverableSecret(kind, SecretOctets.utf8("0123456789abcdef"))
        .seal(SEALER, user.id());
  }

  private static UserChange recoverable(Recoverable kind) {
    return new UserChange(null, null, null, null, null, kind);
  }

  private static boolean kept(People people, User user) {
    return people.users().find(user.id()).orElseThrow().hasRecoverable();
  }

  @Test
  default void nothingIsKeptOfAPasswordUnlessAnOperatorSaysSo() {
    try (var people = people()) {
      var jdoe = user("jdoe");
      var hash = PasswordHash.of("$x$y");
      var password = StoredPassword.of(hash).with(secret(jdoe, Recoverable.NT_HASH));
      people.users().add(jdoe, password, OPERATOR);
      assertThat(kept(people, jdoe)).isFalse();
      people.users().setPassword(jdoe.id(), password, OPERATOR);
      assertThat(kept(people, jdoe)).isFalse();
      assertThat(people.users().keep(jdoe.id(), hash, secret(jdoe, Recoverable.NT_HASH), OPERATOR))
          .isFalse();
      people.users().change(jdoe.id(), recoverable(Recoverable.NT_HASH), OPERATOR);
      assertThat(people.audited().getLast().detail())
          .containsExactly(entry("recoverable", "nt-hash"));
      assertThat(people.users().keep(jdoe.id(), hash, secret(jdoe, Recoverable.PASSWORD), OPERATOR))
          .isFalse();
      assertThat(
              people
                  .users()
                  .keep(
                      jdoe.id(),
                      PasswordHash.of("$x$z"),
                      secret(jdoe, Recoverable.NT_HASH),
                      OPERATOR))
          .isFalse();
      assertThat(kept(people, jdoe)).isFalse();
      assertThat(people.users().keep(jdoe.id(), hash, secret(jdoe, Recoverable.NT_HASH), OPERATOR))
          .isTrue();
      assertThat(kept(people, jdoe)).isTrue();
      assertThat(people.audited().getLast().event()).isEqualTo("user.password_kept");
    }
  }

  @Test
  default void whatIsKeptOfAPasswordGoesWithIt() {
    try (var people = people()) {
      var jdoe = recoverable(Recoverable.NT_HASH).applyTo(user("jdoe"));
      var hash = PasswordHash.of("$x$y");
      var password = StoredPassword.of(hash).with(secret(jdoe, Recoverable.NT_HASH));
      people.users().add(jdoe, password, OPERATOR);
      assertThat(kept(people, jdoe)).isTrue();
      var better = PasswordHash.of("$argon2id$y");
      people.users().upgradePassword(jdoe.id(), hash, better, OPERATOR);
      people.users().change(jdoe.id(), new UserChange("J", null, null, null, null, null), OPERATOR);
      assertThat(kept(people, jdoe)).isTrue();
      people.users().setPassword(jdoe.id(), StoredPassword.of(hash), OPERATOR);
      assertThat(kept(people, jdoe)).isFalse();
      people.users().setPassword(jdoe.id(), password, OPERATOR);
      assertThat(kept(people, jdoe)).isTrue();
      people.users().change(jdoe.id(), recoverable(Recoverable.PASSWORD), OPERATOR);
      assertThat(kept(people, jdoe)).isFalse();
      var whole = StoredPassword.of(hash).with(secret(jdoe, Recoverable.PASSWORD));
      people.users().setPassword(jdoe.id(), whole, OPERATOR);
      assertThat(kept(people, jdoe)).isTrue();
      people.users().change(jdoe.id(), recoverable(Recoverable.NOTHING), OPERATOR);
      assertThat(kept(people, jdoe)).isFalse();
    }
  }

  @Test
  default void unlockingAndRemovingAskForAUser() {
    try (var people = people()) {
      var jdoe = user("jdoe");
      assertThat(people.users().unlock(jdoe.id(), OPERATOR)).isFalse();
      assertThat(people.users().remove(jdoe.id(), TokensLeft.REMOVED, OPERATOR)).isFalse();
      people.users().add(jdoe, StoredPassword.NONE, OPERATOR);
      assertThat(people.users().unlock(jdoe.id(), OPERATOR)).isTrue();
      assertThat(people.users().remove(jdoe.id(), TokensLeft.REMOVED, OPERATOR)).isTrue();
      assertThat(people.users().find(jdoe.id())).isEmpty();
      assertThat(people.audited())
          .extracting(AuditEntry::event)
          .containsExactly("user.added", "user.unlocked", "user.removed");
    }
  }

  @Test
  default void tokensOfWhoGoesLieInStockIfAsked() {
    try (var people = people()) {
      var jdoe = user("jdoe");
      people.users().add(jdoe, StoredPassword.NONE, OPERATOR);
      var token = TokensContract.token("T1", jdoe.id(), TokenState.ACTIVE);
      people.tokens().add(token, TokensContract.SEALED, OPERATOR);
      assertThat(people.users().find(jdoe.id()).orElseThrow().tokens()).isEqualTo(1);
      people.users().remove(jdoe.id(), TokensLeft.TO_STOCK, OPERATOR);
      var left = people.tokens().find(new TokenSerial("T1")).orElseThrow();
      assertThat(left.token().state()).isEqualTo(TokenState.PENDING);
      assertThat(left.token().holder()).isEmpty();
      assertThat(people.audited().getLast().detail()).containsEntry("toStock", "T1");
    }
  }
}
