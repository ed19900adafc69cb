package dev.postern.cli.takeover;

import dev.postern.cli.takeover.FortiGateConfig.Group;
import dev.postern.cli.takeover.FortiGateConfig.Person;
import dev.postern.cli.takeover.FortiGateConfig.TwoFactor;
import dev.postern.cli.takeover.FortiGateConfig.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The FortiOS commands that turn local users into RADIUS users of Postern, and back.
///
/// Each user gets `username-sensitivity disable` (S30): otherwise `JSmith` is not the local
/// `jsmith`, and goes past the second factor to whatever server a group has (CVE-2020-12812).
final class FortiOsCommands {
  private static final String SERVER = "postern";
  private static final String ADMINISTRATORS_GROUP = "postern-admins";

  private final FortiGateConfig config;
  private final String vdom;
  private final List<Person> people;
  private final StringBuilder commands = new StringBuilder();

  FortiOsCommands(FortiGateConfig config, String vdom, List<Person> people) {
    this.config = config;
    this.vdom = vdom;
    this.people = people;
  }

  Handover handover() {
    boolean administrators = vdom.equals(FortiGateConfig.ADMINISTRATORS);
    String there = written(() -> there(administrators));
    String back = written(() -> back(administrators));
    return new Handover(administrators ? administratorGroups() : warnings(), there, back);
  }

  private String written(Runnable writing) {
    commands.setLength(0);
    boolean several = config.vdoms().size() > 1 || !vdom.equals("root");
    if (several && !vdom.equals(FortiGateConfig.ADMINISTRATORS)) {
      line(0, "config vdom");
      line(0, "edit " + quoted(vdom));
    }
    writing.run();
    if (several && !vdom.equals(FortiGateConfig.ADMINISTRATORS)) {
      line(0, "end");
    }
    return commands.toString();
  }

  private void there(boolean administrators) {
    line(0, "# put in Postern's address, and the secret that posternctl gateway add showed");
    line(0, "config user radius");
    line(1, "edit " + quoted(SERVER));
    line(2, "set server \"ADDRESS-OF-POSTERN\"");
    line(2, "set secret \"SHARED-SECRET\"");
    line(2, "set auth-type pap");
    line(2, "set require-message-authenticator enable");
    line(2, "set username-case-sensitive disable");
    line(1, "next");
    line(0, "end");
    if (administrators) {
      line(0, "config user group");
      line(1, "edit " + quoted(ADMINISTRATORS_GROUP));
      line(2, "set member " + quoted(SERVER));
      line(1, "next");
      line(0, "end");
    }
    if (administrators) {
      line(0, "# leave one administrator as he is, for the day when Postern is away");
    }
    line(0, administrators ? "config system admin" : "config user local");
    for (Person person : people) {
      line(1, "edit " + quoted(person.name()));
      if (administrators) {
        line(2, "set remote-auth enable");
        line(2, "set remote-group " + quoted(ADMINISTRATORS_GROUP));
      } else {
        line(2, "set type radius");
        line(2, "set radius-server " + quoted(SERVER));
        line(2, "set username-sensitivity disable");
      }
      line(2, "set two-factor disable");
      line(1, "next");
    }
    line(0, "end");
  }

  private void back(boolean administrators) {
    line(0, administrators ? "config system admin" : "config user local");
    for (Person person : people) {
      line(1, "edit " + quoted(person.name()));
      if (administrators) {
        line(2, "set remote-auth disable");
      } else {
        line(2, "set type " + person.type());
        backToServer(person);
      }
      if (person.twoFactor() != TwoFactor.DISABLE) {
        secondFactor(person);
      }
      line(1, "next");
    }
    line(0, "end");
  }

  private void backToServer(Person person) {
    switch (person.type()) {
      case "radius", "ldap" ->
          line(2, "set " + person.type() + "-server " + quoted(person.server()));
      case "tacacs+" -> line(2, "set tacacs+-server " + quoted(person.server()));
      default -> line(2, "# copy this user's line 'set passwd ENC ...' from the backup");
    }
  }

  private void secondFactor(Person person) {
    line(
        2,
        "set two-factor " + person.twoFactor().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    if (!person.token().isEmpty()) {
      line(2, "set fortitoken " + quoted(person.token()));
    }
    if (!person.email().isEmpty()) {
      line(2, "set email-to " + quoted(person.email()));
    }
    if (!person.phone().isEmpty()) {
      line(2, "set sms-phone " + quoted(person.phone()));
    }
  }

  private void line(int depth, String text) {
    commands.append("    ".repeat(depth)).append(text).append('\n');
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// A FortiGate asks all servers of the groups of a policy, and takes any that says yes.
  private List<String> warnings() {
    var warnings = new ArrayList<String>();
    for (Usage usage : config.usages()) {
      if (usage.vdom().equals(vdom)) {
        usage.groups().forEach(name -> warn(usage, name, warnings));
      }
    }
    return warnings;
  }

  private List<String> administratorGroups() {
    var warnings = new ArrayList<String>();
    for (Usage usage : config.usages()) {
      if (usage.what().startsWith("administrators")) {
        usage.groups().forEach(name -> warn(usage, name, warnings));
      }
    }
    return warnings;
  }

  private void warn(Usage usage, String groupName, List<String> warnings) {
    for (Group group : config.groups()) {
      if (!group.vdom().equals(usage.vdom()) || !group.name().equals(groupName)) {
        continue;
      }
      for (String member : group.members()) {
        boolean server =
            config.servers().contains(new FortiGateConfig.Scoped(group.vdom(), member));
        if (server && !member.equals(SERVER)) {
          warnings.add(
              "%s in vdom(%s), line %d: group(%s) has server(%s) beside Postern: who is known there comes in without a second factor of ours"
                  .formatted(usage.what(), usage.vdom(), usage.line(), groupName, member));
        }
      }
    }
  }
}
