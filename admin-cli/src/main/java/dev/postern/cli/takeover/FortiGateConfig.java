package dev.postern.cli.takeover;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a FortiGate's configuration says of people and tokens, and of where they are let in.
///
/// @param users local users and administrators, in the order of the file
/// @param tokens by serial
/// @param servers names of RADIUS, LDAP and TACACS+ servers, each with its VDOM in front
/// @param usages what lets a group in
record FortiGateConfig(
    List<Person> users,
    List<Group> groups,
    Map<String, Fortitoken> tokens,
    List<Scoped> servers,
    List<Usage> usages) {
  /// Where FortiOS has its administrators, as its cloud service calls it.
  static final String ADMINISTRATORS = "#FOS_Administrator";

  /// How a second factor is asked for.
  enum TwoFactor {
    DISABLE,
    FORTITOKEN,
    FORTITOKEN_CLOUD,
    EMAIL,
    SMS;

    static TwoFactor of(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "fortitoken" -> FORTITOKEN;
        case "fortitoken-cloud" -> FORTITOKEN_CLOUD;
        case "email" -> EMAIL;
        case "sms" -> SMS;
        default -> DISABLE;
      };
    }
  }

  /// A name in a VDOM.
  record Scoped(String vdom, String name) {}

  /// A local user, or an administrator, who is in no VDOM but [#ADMINISTRATORS].
  ///
  /// @param wildcard whether it stands for everybody whom a server knows
  record Person(
      long line,
      String vdom,
      String name,
      String type,
      String server,
      boolean enabled,
      boolean wildcard,
      TwoFactor twoFactor,
      String token,
      String email,
      String phone) {
    boolean administrator() {
      return vdom.equals(ADMINISTRATORS);
    }
  }

  /// A user group; `members` are users and servers.
  record Group(long line, String vdom, String name, List<String> members) {
    Group {
      members = List.copyOf(members);
    }
  }

  /// A token. `seed` is what stands in the file, in clear or encrypted.
  record Fortitoken(
      long line,
      String vdom,
      String serial,
      String license,
      boolean locked,
      String comments,
      @Nullable String seed) {
    /// May hold a seed.
    @Override
    public String toString() {
      return "token " + serial;
    }
  }

  /// A policy, a phase 1, or something else that lets the members of groups in.
  record Usage(long line, String vdom, String what, List<String> groups) {
    Usage {
      groups = List.copyOf(groups);
    }
  }

  Optional<Fortitoken> token(String serial) {
    return Optional.ofNullable(tokens.get(serial));
  }

  /// The groups that a user is in.
  List<String> groupsOf(Person user) {
    return groups.stream()
        .filter(group -> group.vdom().equals(user.vdom()) && group.members().contains(user.name()))
        .map(Group::name)
        .toList();
  }

  /// The VDOMs that have users, administrators apart.
  List<String> vdoms() {
    return users.stream()
        .filter(user -> !user.administrator())
        .map(Person::vdom)
        .distinct()
        .toList();
  }
}
