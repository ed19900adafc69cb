package dev.postern.audit;

import java.util.List;

/// The audit as it is read: the rows of all nodes in the order of their times.
public interface AuditLog {
  /// At most `limit` rows behind a position, oldest first. To be asked again and again with the
  /// last one's position: rows of the last second are held back, for one with an earlier time may
  /// not be committed yet.
  List<AuditRow> after(AuditPosition position, AuditFilter filter, int limit);

  /// The last `limit` rows, oldest first.
  List<AuditRow> last(AuditFilter filter, int limit);
}
