package dev.postern.bench.eap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.Optional;

/// The client's side of one conversation by one method.
public sealed interface EapPeer permits MsChapV2Peer, TtlsPeer {
  int type();

  /// What it says to the data of a Request of its method.
  Octets answer(Octets data);

  /// What both sides must have made of the conversation; empty before that.
  Optional<SecretOctets> masterSessionKey();
}
