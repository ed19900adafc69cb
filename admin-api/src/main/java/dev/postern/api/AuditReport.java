package dev.postern.api;

import java.util.List;

/// What the check of the audit found: nothing, if no row was edited, deleted, moved or cut off.
public record AuditReport(long rows, long seals, List<Finding> findings) {
  public AuditReport {
    findings = List.copyOf(findings);
  }

  /// A row, or a seal, that isn't what it was: `what` names the kind of damage in a word, `detail`
  /// the place and the reason.
  public record Finding(String what, String detail) {}
}
