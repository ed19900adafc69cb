package dev.postern.access;

import dev.postern.audit.AuditEntry;
import dev.postern.user.UserId;
import java.time.Duration;
import java.util.Optional;

/// What a login reads and writes, on whichever node. Both calls block, share their work with the
/// logins in flight beside them, and give up after `patience` with a failure of the store.
public interface Logins {
  Optional<LoginSubject> find(UserId user, Duration patience);

  /// Decides the attempt by [LoginRule] under the user's lock and commits what is to be written
  /// together with its audit. When this returns, the verdict holds on every node; if it throws,
  /// nothing that was spent is known to be spent, and nothing must be answered.
  Verdict settle(Attempt attempt, Duration patience);

  /// Writes an entry for a login that concerns no user at all, such as one without a usable name.
  void note(AuditEntry entry, Duration patience);
}
