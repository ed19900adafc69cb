package dev.postern.user;

import static dev.postern.user.UsersContract.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.SecretOctets;
import dev.postern.testing.People;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What any [Realms] must do.
public interface RealmsContract {
  /// Nobody, as of [UsersContract#NOW].
  People people();

  @Test
  default void whatIsKeptOfPasswordsHoldsForEverybodyThere() {
    try (var people = people()) {
      var realms = people.realms();
      var anna =
          new UserChange(null, null, null, null, null, Recoverable.PASSWORD)
              .applyTo(UsersContract.user("anna"));
      var secret =
          new RecoverableSecret(Recoverable.PASSWORD, SecretOctets.utf8("correct-horse"))
              .seal(UsersContract.SEALER, anna.id());
      people.users().add(anna, StoredPassword.NONE.with(secret), OPERATOR);
      people.users().add(UsersContract.user("bert"), StoredPassword.NONE, OPERATOR);
      assertThat(realms.recoverable(RealmName.LOCAL)).contains(Recoverable.NOTHING);
      assertThat(realms.keep(RealmName.LOCAL, Recoverable.PASSWORD, OPERATOR))
          .isEqualTo(OptionalLong.of(1));
      assertThat(realms.recoverable(RealmName.LOCAL)).contains(Recoverable.PASSWORD);
      assertThat(standing(people, "anna").hasRecoverable()).isTrue();
      assertThat(standing(people, "bert").user().recoverable()).isEqualTo(Recoverable.PASSWORD);
      assertThat(realms.keep(RealmName.LOCAL, Recoverable.NOTHING, OPERATOR))
          .isEqualTo(OptionalLong.of(2));
      assertThat(standing(people, "anna").hasRecoverable()).isFalse();
      assertThat(standing(people, "anna").user().recoverable()).isEqualTo(Recoverable.NOTHING);
      assertThat(people.audited().getLast().event()).isEqualTo("realm.changed");
      assertThat(people.audited().getLast().detail())
          .isEqualTo(Map.of("realm", "local", "recoverable", "nothing"));
    }
  }

  @Test
  default void aRealmThatIsNotThereKeepsNothing() {
    try (var people = people()) {
      var elsewhere = new RealmName("elsewhere");
      assertThat(people.realms().recoverable(elsewhere)).isEmpty();
      assertThat(people.realms().keep(elsewhere, Recoverable.NT_HASH, OPERATOR)).isEmpty();
      assertThat(people.audited()).isEmpty();
    }
  }

  private static UserStanding standing(People people, String name) {
    return people.users().find(UsersContract.user(name).id()).orElseThrow();
  }
}
