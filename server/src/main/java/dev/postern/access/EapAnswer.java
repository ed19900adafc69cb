package dev.postern.access;

import dev.postern.radius.Reply;
import org.jspecify.annotations.Nullable;

/// What comes of a request by EAP.
sealed interface EapAnswer {
  /// This is the reply; with it comes the decision, if one was made.
  record Say(Reply reply, AccessHandler.@Nullable Decided decided) implements EapAnswer {}

  /// The login is decided, and the reply follows from that.
  record Tell(AccessHandler.Decided decided) implements EapAnswer {}

  /// It is no part of any conversation, and gets no reply.
  record Ignore(String because) implements EapAnswer {}
}
