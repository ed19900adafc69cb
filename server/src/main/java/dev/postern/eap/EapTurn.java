package dev.postern.eap;

import dev.postern.mschap.PasswordProof;
import dev.postern.octets.Octets;
import org.jspecify.annotations.Nullable;

/// What is to be done about a message.
public sealed interface EapTurn {
  /// The client is asked on: by this EAP packet, beside this State.
  record Ask(Octets state, Octets packet) implements EapTurn {}

  /// The client has shown a name and a proof, which are to be decided. `held` is what
  /// [EapConversations#tell] was given if it answers that.
  record Shown(EapConversation conversation, String name, PasswordProof proof, @Nullable Held held)
      implements EapTurn {}

  /// The client has shown a certificate that is trusted, and whom it names is to be decided.
  record Certified(EapConversation conversation, ClientName name) implements EapTurn {}

  /// The client has taken what [EapConversations#tell] told, and `held` comes back.
  record Taken(EapConversation conversation, Held held) implements EapTurn {}

  /// The conversation is over; the client is told so by this EAP packet.
  record Over(EapFailure why, Octets packet) implements EapTurn {}

  /// It is not part of the conversation, which goes on without it (RFC 3748, section 4.1).
  record Ignored(String because) implements EapTurn {}
}
