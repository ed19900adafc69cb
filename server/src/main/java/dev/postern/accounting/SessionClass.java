package dev.postern.accounting;

import dev.postern.crypto.KeyRing;
import dev.postern.crypto.KeyedDigest;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.user.UserId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The Class (RFC 2865, section 5.25) that ties a session to its login: every gateway sends back in
/// accounting what it got with the Access-Accept. It says who logged in by which request, in
/// printable characters, and bears a keyed digest, so that no gateway can make one for a user who
/// did not come in.
///
/// After a change of the current key an older Class is none of ours any more; the session was tied
/// by its first record.
public final class SessionClass {
  private static final String PREFIX = "postern:";
  private static final int USER = 16;
  private static final int DIGEST = 16;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  /// Who logged in, by which request.
  public record Login(UserId user, String requestId) {}

  private final KeyedDigest digests;

  public SessionClass(KeyRing ring) {
    this.digests = KeyedDigest.under(ring, "session-class");
  }

  /// Works with another key ring from now on.
  public void take(KeyRing ring) {
    digests.take(ring);
  }

  public Octets of(Login login) {
    var octets = ByteBuffer.allocate(USER + DIGEST);
    octets.put(user(login.user)).put(digest(login).toArray());
    String text = PREFIX + ENCODER.encodeToString(octets.array()) + ":" + login.requestId;
    return Octets.utf8(text);
  }

  /// The login that one of these tells of; others may stand beside it, such as a group's name.
  public Optional<Login> read(List<Octets> classes) {
    for (Octets sent : classes) {
      String text = sent.utf8();
      int colon = text.indexOf(':', PREFIX.length());
      if (text.startsWith(PREFIX) && colon > 0) {
        return read(text.substring(PREFIX.length(), colon), text.substring(colon + 1));
      }
    }
    return Optional.empty();
  }

  private Optional<Login> read(String encoded, String requestId) {
    try {
      var octets = ByteBuffer.wrap(DECODER.decode(encoded));
      var user = new UserId(new UUID(octets.getLong(), octets.getLong()));
      var digest = new byte[DIGEST];
      octets.get(digest);
      var login = new Login(user, requestId);
      return MessageDigest.isEqual(digest(login).toArray(), digest)
          ? Optional.of(login)
          : Optional.empty();
    } catch (IllegalArgumentException | BufferUnderflowException _) {
      return Optional.empty();
    }
  }

  private Octets digest(Login login) {
    return digests.of(Octets.copyOf(user(login.user)), SecretOctets.utf8(login.requestId));
  }

  private static byte[] user(UserId user) {
    return ByteBuffer.allocate(USER)
        .putLong(user.value().getMostSignificantBits())
        .putLong(user.value().getLeastSignificantBits())
        .array();
  }
}
