package dev.postern.accounting;

import dev.postern.crypto.PartsDigest;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names a session: 60 bits of a digest of what its gateway calls it, so that any node names it
/// alike without asking another. Shown as twelve letters and digits.
public record SessionId(long value) {
  private static final long MASK = (1L << 60) - 1;
  private static final int RADIX = 32; // five bits a character
  private static final int LENGTH = 12;
  private static final Pattern SOUND = Pattern.compile("[0-9a-v]{12}");

  public SessionId {
    if ((value & ~MASK) != 0) {
      throw new IllegalArgumentException("a session's name has 60 bits");
    }
  }

  /// A session is told apart by gateway, NAS and Acct-Session-Id (RFC 2866, section 5.5), and by
  /// its user's name, since gateways that restart count anew.
  static SessionId of(String gateway, String nas, String session, String userName) {
    var digest = PartsDigest.of(Long.BYTES, gateway, nas, session, userName);
    return new SessionId(ByteBuffer.wrap(digest.toArray()).getLong() & MASK);
  }

  public static Optional<SessionId> parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return SOUND.matcher(lower).matches()
        ? Optional.of(new SessionId(Long.parseLong(lower, RADIX)))
        : Optional.empty();
  }

  public String text() {
    String digits = Long.toString(value, RADIX);
    return "0".repeat(LENGTH - digits.length()) + digits;
  }
}
