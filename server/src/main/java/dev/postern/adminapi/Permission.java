package dev.postern.adminapi;

import static dev.postern.operator.Role.ADMIN;
import static dev.postern.operator.Role.AUDITOR;
import static dev.postern.operator.Role.HELPDESK;

import dev.postern.operator.Role;
import java.util.Set;

/// The one table of who may do what.
public enum Permission {
  /// Users, groups, tokens as the help desk needs them: names, states, times, never a key.
  SEE_PEOPLE(ADMIN, HELPDESK, AUDITOR),
  /// Why was a login refused.
  EXPLAIN(ADMIN, HELPDESK, AUDITOR),
  /// What helps somebody in: unlock, suspend, resume, resynchronise, change an address.
  HELP_PEOPLE(ADMIN, HELPDESK),
  /// Add, remove and import users, groups and tokens; set passwords; bring in token keys.
  CHANGE_PEOPLE(ADMIN),
  /// Who is connected, from where.
  SEE_SESSIONS(ADMIN, HELPDESK, AUDITOR),
  /// Have a gateway end a session.
  END_SESSIONS(ADMIN, HELPDESK),
  SEE_GATEWAYS(ADMIN, AUDITOR),
  CHANGE_GATEWAYS(ADMIN),
  /// See the secrets that reply rules grant.
  SEE_REPLY_SECRETS(ADMIN),
  SEE_OPERATORS(ADMIN, AUDITOR),
  CHANGE_OPERATORS(ADMIN),
  SEE_AUDIT(ADMIN, AUDITOR),
  SEE_STATUS(ADMIN, HELPDESK, AUDITOR),
  /// What is wrong with the installation, and how a gateway could be attacked.
  DIAGNOSE(ADMIN, AUDITOR),
  /// Change the keys that secrets are sealed under.
  ROTATE_KEYS(ADMIN);

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable, its type does not say so
  private final Set<Role> roles;

  Permission(Role... roles) {
    this.roles = Set.of(roles);
  }

  public boolean heldBy(Role role) {
    return roles.contains(role);
  }
}
