package dev.postern.eap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import org.jspecify.annotations.Nullable;

/// What is to be done about a message.
public sealed interface EapTurn {
  /// The client is asked on: by this EAP packet, beside this State.
  record Ask(Octets state, Octets packet) implements EapTurn {}

  /// The client has shown a name and a password, which are to be decided. `answers` is what
  /// [EapConversations#ask] was given if it answers that, `tunnelled` whether it came by a tunnel,
  /// where nothing more can be asked.
  record Shown(
      EapConversation conversation,
      String name,
      SecretOctets password,
      @Nullable Octets answers,
      boolean tunnelled)
      implements EapTurn {}

  /// The conversation is over; the client is told so by this EAP packet.
  record Over(EapFailure why, Octets packet) implements EapTurn {}

  /// It is not part of the conversation, which goes on without it (RFC 3748, section 4.1).
  record Ignored(String because) implements EapTurn {}
}
