package dev.postern.accounting;

import dev.postern.audit.AuditEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What gateways told of sessions, kept for all nodes.
public interface Sessions {
  /// Keeps a record. What is known afterwards does not depend on the order of the records, nor on
  /// how often one came. When this returns it holds on every node, whatever happens; it blocks,
  /// shares its work with the records beside it, and gives up after `patience` with a failure of
  /// the store.
  void keep(AccountingRecord record, Duration patience);

  /// Up to so many sessions after a place in the list, the newest first.
  List<Session> page(SessionFilter filter, SessionPosition after, int limit);

  Optional<Session> find(SessionId id);

  /// Writes into the audit what is done to a session.
  void audit(AuditEntry entry);
}
