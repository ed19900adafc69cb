package dev.postern.explain;

import dev.postern.audit.AuditRow;
import java.util.List;

/// How a user stands, in sentences, and their last logins, newest first.
public record Explanation(List<String> now, List<Login> logins) {
  public Explanation {
    now = List.copyOf(now);
    logins = List.copyOf(logins);
  }

  /// A login, in words, and what to do about it (empty if nothing is to be done).
  public record Login(AuditRow row, String words, String advice) {}
}
