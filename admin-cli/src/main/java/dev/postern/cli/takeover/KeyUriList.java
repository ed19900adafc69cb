package dev.postern.cli.takeover;

import dev.postern.cli.takeover.ForeignToken.Movement;
import dev.postern.cli.takeover.ForeignToken.Standing;
import dev.postern.octets.Base32;
import dev.postern.otp.KeyUri;
import dev.postern.otp.TimeStep;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/// `otpauth://` URIs, one a line. The label names the user; for want of a serial the token gets one
/// that follows from issuer and label, so that the same list twice means the same tokens.
final class KeyUriList implements Entries {
  private static final int SERIAL_OCTETS = 10;

  private final TextLines lines;

  KeyUriList(TextLines lines) {
    this.lines = lines;
  }

  @Override
  public Optional<Entry> next() {
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      String text = line.get().strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        return Optional.of(entry(text));
      }
    }
    return Optional.empty();
  }

  private Entry entry(String text) {
    var uri = KeyUri.parse(text);
    if (uri.isEmpty()) {
      return new Entry.Refused(
          lines.number(), "this is no otpauth URI, or one with values that no app knows");
    }
    return new Entry.Sound(lines.number(), ForeignUser.named(uri.get().label()), token(uri.get()));
  }

  private static ForeignToken token(KeyUri uri) {
    Movement movement =
        switch (uri.movement()) {
          case KeyUri.Movement.ByTime(TimeStep step) ->
              new Movement.ByTime(Math.toIntExact(step.seconds()));
          case KeyUri.Movement.ByCounter(long counter) -> new Movement.ByCounter(counter);
        };
    String serial = serial("URI", uri.issuer() + "\0" + uri.label());
    return new ForeignToken(serial, uri.parameters(), movement, uri.key(), Standing.GOOD);
  }

  /// A serial that follows from these names.
  static String serial(String prefix, String names) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(names.getBytes(StandardCharsets.UTF_8));
      return prefix + "-" + Base32.encode(Arrays.copyOf(digest, SERIAL_OCTETS));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
