package dev.postern.access;

import dev.postern.mschap.MsChapV2Answer;
import dev.postern.octets.Octets;
import dev.postern.user.User;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the server answers to an Access-Request.
///
/// `Discard` sends nothing, so that the gateway turns to its next server. It is for trouble on our
/// side only; a user who must not come in gets a `Reject`.
public sealed interface AccessDecision {
  /// `answer` is what a proof by MS-CHAPv2 is answered with, absent after any other.
  record Accept(User user, @Nullable MsChapV2Answer answer) implements AccessDecision {}

  /// The proof is right: the server proves itself by `answer` before anything else is decided, and
  /// [AccessFlow#complete] decides `rest` once the client took that.
  record Prove(MsChapV2Answer answer, Pending rest) implements AccessDecision {}

  record Challenge(Octets state, String prompt, Duration floor) implements AccessDecision {}

  /// `floor`, here and there: how long after its arrival a request is answered at the earliest.
  record Reject(RejectReason reason, Duration floor) implements AccessDecision {}

  record Discard(String because) implements AccessDecision {}
}
