package dev.postern.testing;

import dev.postern.approval.Approvals;
import dev.postern.audit.AuditEntry;
import dev.postern.token.Tokens;
import dev.postern.user.Groups;
import dev.postern.user.Realms;
import dev.postern.user.Users;
import java.time.Instant;
import java.util.List;

/// Users, groups and tokens that belong together, and the audit of what was done to them: what the
/// contract tests of all three run on.
public interface People extends AutoCloseable {
  Users users();

  Groups groups();

  Realms realms();

  Tokens tokens();

  Approvals approvals();

  /// Makes an operator whose password and token are as old as that.
  void operator(String name, Instant credentialsAt);

  List<AuditEntry> audited();

  @Override
  void close();
}
