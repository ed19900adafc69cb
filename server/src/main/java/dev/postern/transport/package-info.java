/// Sockets, and the gate behind them: from octets and where they came from to a request worth
/// answering, and from the answer back to octets.
///
/// Start with [RequestGate], which every packet passes; [UdpListener] feeds it. [Duplicates] knows
/// retransmissions, [Workers] bounds what is in flight. Nothing here knows what a login is: the
/// wiring hands in a [RequestHandler].
@NullMarked
package dev.postern.transport;

import org.jspecify.annotations.NullMarked;
