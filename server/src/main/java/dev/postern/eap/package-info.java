/// EAP (RFC 3748): its packets, its methods, and the conversations that are open.
///
/// Start at [EapConversations]: a message of a gateway goes in, a turn comes out. This room carries
/// the conversation to where a name and a password are known, and says at its end what the user's
/// side has to be told. Whether they are right is none of its business: `access` decides.
@NullMarked
package dev.postern.eap;

import org.jspecify.annotations.NullMarked;
