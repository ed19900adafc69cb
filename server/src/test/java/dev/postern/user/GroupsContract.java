package dev.postern.user;

import static dev.postern.user.Groups.MemberOutcome.ALREADY_SO;
import static dev.postern.user.Groups.MemberOutcome.DONE;
import static dev.postern.user.Groups.MemberOutcome.NO_SUCH_GROUP;
import static dev.postern.user.Groups.MemberOutcome.NO_SUCH_USER;
import static dev.postern.user.UsersContract.OPERATOR;
import static dev.postern.user.UsersContract.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditEntry;
import dev.postern.testing.People;
import org.junit.jupiter.api.Test;

/// What any [Groups] must do.
public interface GroupsContract {
  People people();

  @Test
  default void whoJoinsIsInAndWhoLeavesIsOut() {
    var vpn = new Group(RealmName.LOCAL, "vpn", "may dial in");
    try (var people = people()) {
      var jdoe = user("jdoe");
      people.users().add(jdoe, StoredPassword.NONE, OPERATOR);
      var groups = people.groups();
      assertThat(groups.add(vpn, OPERATOR)).isTrue();
      assertThat(groups.add(vpn, OPERATOR)).isFalse();
      assertThat(groups.join(jdoe.id(), RealmName.LOCAL, "vpn", OPERATOR)).isEqualTo(DONE);
      assertThat(groups.join(jdoe.id(), RealmName.LOCAL, "vpn", OPERATOR)).isEqualTo(ALREADY_SO);
      assertThat(groups.of(RealmName.LOCAL)).containsExactly(new GroupSize(vpn, 1));
      assertThat(people.users().find(jdoe.id()).orElseThrow().user().groups())
          .containsExactly("vpn");
      assertThat(groups.leave(jdoe.id(), RealmName.LOCAL, "vpn", OPERATOR)).isEqualTo(DONE);
      assertThat(groups.leave(jdoe.id(), RealmName.LOCAL, "vpn", OPERATOR)).isEqualTo(ALREADY_SO);
      assertThat(groups.of(RealmName.LOCAL)).containsExactly(new GroupSize(vpn, 0));
      assertThat(people.audited())
          .extracting(AuditEntry::event)
          .containsExactly("user.added", "group.added", "group.joined", "group.left");
    }
  }

  @Test
  default void groupAndUserMustBeThere() {
    try (var people = people()) {
      var jdoe = user("jdoe");
      var groups = people.groups();
      assertThat(groups.join(jdoe.id(), RealmName.LOCAL, "vpn", OPERATOR)).isEqualTo(NO_SUCH_GROUP);
      groups.add(new Group(RealmName.LOCAL, "vpn", ""), OPERATOR);
      assertThat(groups.join(jdoe.id(), RealmName.LOCAL, "vpn", OPERATOR)).isEqualTo(NO_SUCH_USER);
      assertThat(groups.leave(jdoe.id(), RealmName.LOCAL, "vpn", OPERATOR)).isEqualTo(NO_SUCH_USER);
      assertThat(groups.add(new Group(new RealmName("elsewhere"), "vpn", ""), OPERATOR)).isFalse();
    }
  }

  @Test
  default void aGroupThatIsRemovedHasNobodyInIt() {
    try (var people = people()) {
      var groups = people.groups();
      groups.add(new Group(RealmName.LOCAL, "vpn", ""), OPERATOR);
      var jdoe = user("jdoe", "vpn");
      people.users().add(jdoe, StoredPassword.NONE, OPERATOR);
      assertThat(groups.remove(RealmName.LOCAL, "vpn", OPERATOR)).isTrue();
      assertThat(groups.remove(RealmName.LOCAL, "vpn", OPERATOR)).isFalse();
      assertThat(people.users().find(jdoe.id()).orElseThrow().user().groups()).isEmpty();
    }
  }
}
