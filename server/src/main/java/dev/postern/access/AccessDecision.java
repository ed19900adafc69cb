package dev.postern.access;

import dev.postern.octets.Octets;
import dev.postern.user.User;
import java.time.Duration;

/// What the server answers to an Access-Request.
///
/// `Discard` sends nothing, so that the gateway turns to its next server. It is for trouble on our
/// side only; a user who must not come in gets a `Reject`.
public sealed interface AccessDecision {
  record Accept(User user) implements AccessDecision {}

  record Challenge(Octets state, String prompt, Duration floor) implements AccessDecision {}

  /// `floor`, here and there: how long after its arrival a request is answered at the earliest.
  record Reject(RejectReason reason, Duration floor) implements AccessDecision {}

  record Discard(String because) implements AccessDecision {}
}
