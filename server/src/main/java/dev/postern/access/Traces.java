package dev.postern.access;

import dev.postern.crypto.KeyRing;
import dev.postern.crypto.KeyedDigest;
import dev.postern.crypto.PartsDigest;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Makes the digests by which an attempt is known again on any node.
final class Traces {
  private static final int LENGTH = 16;

  private final KeyedDigest submissions;

  Traces(KeyRing ring) {
    this.submissions = KeyedDigest.under(ring, "login-submission");
  }

  void take(KeyRing ring) {
    submissions.take(ring);
  }

  Attempt.Trace of(AccessRequest request, Duration budget, Instant now) {
    String gateway = request.gateway().name();
    String source = request.described().source();
    return new Attempt.Trace(
        gateway,
        source,
        request.scheme(),
        request.packet(),
        digest(gateway, source),
        submission(request),
        request.requestId(),
        budget,
        now);
  }

  /// Without calling station and session nothing tells a retry from another person's replay.
  private @Nullable Octets submission(AccessRequest request) {
    var described = request.described();
    var password = request.password();
    if (password == null || described.source().isEmpty() || described.session().isEmpty()) {
      return null;
    }
    var owner = digest(request.gateway().name(), described.source(), described.session());
    return submissions.of(owner, password);
  }

  /// A keyed digest of an answer, bound to its gateway.
  Octets answer(AccessRequest request, SecretOctets typed) {
    return submissions.of(Octets.utf8(request.gateway().name()), typed);
  }

  /// An unkeyed digest of 16 octets.
  static Octets digest(String... parts) {
    return PartsDigest.of(LENGTH, parts);
  }
}
