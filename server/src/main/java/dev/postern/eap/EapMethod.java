package dev.postern.eap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.Optional;

/// A method of authentication in one conversation. For one thread at a time.
interface EapMethod {
  int type();

  /// Whether the client speaks through a tunnel.
  boolean tunnelled();

  /// The data of the first Request.
  Octets begin();

  /// Takes the data of a Response; a Request may have `longest` octets of data.
  MethodStep hear(Octets data, int longest);

  /// The master session key, of 64 octets, if the method makes keys (RFC 3748, section 7.10).
  Optional<SecretOctets> masterSessionKey();
}
