/// A gateway and its clients that log in by EAP: [EapLogin] is one whole login, with a conversation
/// and keys of its own; a [EapPeer] each for the methods. Against any server that speaks RADIUS.
///
/// Nothing of the server's own room for EAP is used here, so that both do not share an error.
@NullMarked
package dev.postern.bench.eap;

import org.jspecify.annotations.NullMarked;
