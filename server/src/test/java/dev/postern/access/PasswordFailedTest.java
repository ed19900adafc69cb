package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Dialogue;
import dev.postern.testing.InMemoryLoginWorld;
import dev.postern.testing.LoginStage;
import dev.postern.testing.LoginWorld;
import dev.postern.user.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S34, S10: which logins count as a password that was tried")
class PasswordFailedTest {
  private record Tried(String gateway, String source, UserId user) {}

  private final List<Tried> tried = Collections.synchronizedList(new ArrayList<>());
  private final LoginMeter meter =
      new LoginMeter() {
        @Override
        public void passwordFailed(String gateway, String source, UserId user) {
          tried.add(new Tried(gateway, source, user));
        }
      };

  private void run(String dialogue) {
    try (var world = new InMemoryLoginWorld();
        var stage = new LoginStage(world, PasswordUpgrades.NONE, meter)) {
      Dialogue.run(world, stage, dialogue.lines().toList());
    }
  }

  @Test
  void wrongPasswordsAndUnknownNamesCountAlsoWhereACodeIsAskedForAlways() {
    run(
        """
        gateway vpn-1
        gateway edge code=challenge challenge-always=yes
        user jdoe password correct-horse token T1
        > Access-Request User-Name = jdoe, User-Password = wrong, Calling-Station-Id = 203.0.113.9
        < Access-Reject
        > Access-Request User-Name = nobody, User-Password = wrong
        < Access-Reject
        > Access-Request via edge User-Name = jdoe, User-Password = wrong
        < Access-Challenge State = $state
        """);
    assertThat(tried)
        .containsExactly(
            new Tried("vpn-1", "203.0.113.9", LoginWorld.id("jdoe")),
            new Tried("vpn-1", "", LoginWorld.id("nobody")),
            new Tried("edge", "", LoginWorld.id("jdoe")));
  }

  @Test
  void aRightPasswordAndAFortiGatesOwnTestDoNot() {
    run(
        """
        gateway vpn-1
        user jdoe password correct-horse token T1
        > Access-Request User-Name = jdoe, User-Password = correct-horse
        < Access-Challenge State = $state
        > Access-Request User-Name = jdoe, User-Password = 000000, State = $state
        < Access-Reject
        > Access-Request User-Name = test01, User-Password = test01, Connect-Info = test
        < Access-Reject
        """);
    assertThat(tried).isEmpty();
  }
}
