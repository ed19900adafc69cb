package dev.postern.audit;

import dev.postern.actor.Actor;
import java.time.Instant;
import java.util.Optional;

/// When the audit was verified: what nobody looks at proves nothing.
public interface Verifications {
  /// A verification that came to its end.
  ///
  /// @param findings how many things were not as they had been
  record Verified(Instant at, Actor by, long rows, int findings) {}

  /// Keeps it as the last one, and audits that it was.
  void done(Verified verified);

  Optional<Verified> last();
}
