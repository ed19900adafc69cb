package dev.postern.user;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// The key of all rows of a user: the first 16 octets of SHA-256 over realm, a zero octet and name,
/// so that any node finds them by the name alone, without a directory. The bits in which a UUID
/// tells its version are left as they fall.
public record UserId(UUID value) {
  public static UserId of(RealmName realm, UserName name) {
    var digest = sha256();
    digest.update(realm.text().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    var octets = ByteBuffer.wrap(digest.digest(name.text().getBytes(StandardCharsets.UTF_8)));
    return new UserId(new UUID(octets.getLong(), octets.getLong()));
  }

  /// What the user's secrets at rest are sealed for.
  public String sealingIdentity() {
    return "user:" + value;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
