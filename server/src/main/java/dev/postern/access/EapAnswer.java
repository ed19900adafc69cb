package dev.postern.access;

import dev.postern.radius.Reply;

/// What comes of a request by EAP.
sealed interface EapAnswer {
  /// The conversation goes on.
  record Ask(Reply reply) implements EapAnswer {}

  /// The login is decided.
  record Tell(AccessHandler.Decided decided) implements EapAnswer {}

  /// It is no part of any conversation, and gets no reply.
  record Ignore(String because) implements EapAnswer {}
}
