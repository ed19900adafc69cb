package dev.postern.eap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.Optional;

/// A method of authentication in one conversation. It finds out what the client shows and carries
/// what is decided of that; whether the client comes in, it never says. For one thread at a time.
interface EapMethod {
  int type();

  /// The data of the first Request, which has this identifier.
  Octets begin(int identifier);

  /// Takes the data of a Response; a Request may have `longest` octets of data.
  MethodStep hear(Octets data, int longest);

  /// The data of a Request that tells the client what was decided of what it showed; empty if the
  /// method has no words for it. What it says back to [Told.Proven] and [Told.Accepted], if it is
  /// what it must be, is [MethodStep.Taken], and to [Told.Asked] [MethodStep.Show]. After
  /// [Told.Rejected] it is asked no more.
  Optional<Octets> tell(Told told, int longest);

  /// Whether the client may be asked something in words now, by [Told.Asked].
  boolean asks();

  /// The master session key (RFC 3748, section 7.10), if the method makes keys: by its first half
  /// the gateway receives, by the other it sends.
  Optional<SecretOctets> masterSessionKey();
}
