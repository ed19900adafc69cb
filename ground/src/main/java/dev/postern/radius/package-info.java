/// RADIUS packets on the wire (RFC 2865): what is in one, and the arithmetic that hides and proves
/// it.
///
/// Start with [PacketCodec]: octets to [Packet] and back. What an attribute is called and what its
/// value means is `radius.dictionary`'s; sockets are `transport`'s. Nothing here knows a user, and
/// nothing here throws at octets from the network: what can't be read is [Decoded.Malformed].
@NullMarked
package dev.postern.radius;

import org.jspecify.annotations.NullMarked;
