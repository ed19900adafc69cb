package dev.postern.cli.takeover;

import dev.postern.cli.takeover.ForeignToken.Movement;
import dev.postern.cli.takeover.ForeignToken.Standing;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OtpParameters;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// A `.google_authenticator` file of the PAM module of that name: the key, then options (`" …`),
/// then emergency codes. It is one user's, and does not say whose.
final class GoogleAuthenticatorFile implements Entries {
  private static final String OPTION = "\" ";
  private static final int MOST_LINES = 1000;

  private final TextLines lines;
  private final String user;
  private final Deque<Entry> ready = new ArrayDeque<>();
  private boolean read;
  private boolean byTime;
  private long counter = 1;
  private int period = 30;
  private int emergencyCodes;

  GoogleAuthenticatorFile(TextLines lines, String user) {
    this.lines = lines;
    this.user = user;
  }

  @Override
  public Optional<Entry> next() {
    if (!read) {
      read = true;
      read();
    }
    return Optional.ofNullable(ready.poll());
  }

  private void read() {
    String first = lines.next().orElseThrow(() -> new BrokenFile(1, "the file is empty"));
    try {
      SecretOctets key = KeyText.read(first);
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        line(line.get());
      }
      ready.add(new Entry.Sound(1, ForeignUser.named(user), token(key)));
    } catch (Unsound unsound) {
      ready.add(new Entry.Refused(Math.max(1, lines.number()), unsound.reason()));
    }
    if (emergencyCodes > 0) {
      ready.add(
          new Entry.Remark(
              lines.number(), emergencyCodes + " emergency codes are left out: Postern has none"));
    }
  }

  private void line(String line) {
    if (lines.number() > MOST_LINES) {
      throw new BrokenFile(lines.number(), "over 1000 lines: this is no .google_authenticator");
    }
    if (line.startsWith(OPTION)) {
      option(line.substring(OPTION.length()).strip().split(" +"));
    } else if (!line.isBlank()) {
      emergencyCodes++;
    }
  }

  private void option(String[] words) {
    String value = words.length > 1 ? words[1] : "";
    switch (words[0]) {
      case "TOTP_AUTH" -> byTime = true;
      case "HOTP_COUNTER" -> counter = Words.number(value, 1, "HOTP_COUNTER");
      case "STEP_SIZE" ->
          period = Math.toIntExact(Math.min(3601, Words.number(value, 30, "STEP_SIZE")));
      default -> {
        // rates, windows and remembered codes are matters of a policy
      }
    }
  }

  private ForeignToken token(SecretOctets key) {
    Movement movement = byTime ? new Movement.ByTime(period) : new Movement.ByCounter(counter);
    String serial = KeyUriList.serial("PAM", user);
    return new ForeignToken(serial, OtpParameters.USUAL, movement, key, Standing.GOOD);
  }
}
