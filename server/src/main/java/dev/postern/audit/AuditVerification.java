package dev.postern.audit;

import java.util.List;

/// Checks the whole audit against its MACs and seals.
public interface AuditVerification {
  /// How many findings are told at most; one that damaged more gets the picture by then.
  int MOST_FINDINGS = 1000;

  /// What was checked, and what is wrong.
  record Report(long rows, long seals, List<Finding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }
  }

  /// One thing that is not as it was.
  record Finding(Kind kind, String detail) {}

  /// The kinds of damage.
  enum Kind {
    /// A row does not say any more what it said when it was written.
    EDITED,
    /// A row that was sealed is gone.
    DELETED,
    /// A row that no node wrote, or the copy of one.
    INSERTED,
    /// A row stands at another's number.
    MOVED,
    /// The end of the audit is gone, as an exported head shows.
    TRUNCATED,
    /// A seal is gone.
    SEAL_DELETED,
    /// A seal that its node did not sign, or that does not fit its rows.
    SEAL_FORGED,
    /// Rows that should bear a seal by now.
    UNSEALED,
    /// A node whose keys are gone, so that nothing of it can be checked.
    UNKNOWN_NODE
  }

  /// Hears how far the check is.
  @FunctionalInterface
  interface Progress {
    void rows(long checked);
  }

  /// Checks everything, also against heads that were exported before.
  Report verify(List<ExportedHead> heads, Progress progress);
}
