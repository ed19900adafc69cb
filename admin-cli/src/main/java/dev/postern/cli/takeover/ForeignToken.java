package dev.postern.cli.takeover;

import dev.postern.octets.SecretOctets;
import dev.postern.otp.OtpParameters;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A token of another system.
///
/// @param movement what makes its next code differ from the last
/// @param key null if the file does not have it
public record ForeignToken(
    String serial,
    OtpParameters parameters,
    Movement movement,
    @Nullable SecretOctets key,
    Standing standing) {
  /// The clock or a counter.
  public sealed interface Movement {
    record ByTime(int periodSeconds) implements Movement {}

    record ByCounter(long next) implements Movement {}
  }

  /// What became of it there.
  public record Standing(boolean suspended, String label, @Nullable Instant expiresAt) {
    static final Standing GOOD = new Standing(false, "", null);
  }
}
