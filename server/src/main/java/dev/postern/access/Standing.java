package dev.postern.access;

import dev.postern.octets.Octets;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the database says of a user while it holds the user's lock.
///
/// `source` is what is known of the attempt's source; `answered` is the decision that its challenge
/// got before, absent if it was not answered.
public record Standing(
    Guard guard,
    SourceGuard source,
    boolean enabled,
    boolean everHadToken,
    Map<TokenSerial, Mark> tokens,
    @Nullable Answered answered) {
  public Standing {
    tokens = Map.copyOf(tokens);
  }

  /// How a token stands, and what was accepted of it last.
  public record Mark(
      TokenState state,
      long lastStep,
      @Nullable Instant acceptedAt,
      @Nullable Octets packet,
      @Nullable Octets submission) {}

  /// The decision of a challenge that was answered: [Ruling#ACCEPTED] or a reason's name.
  public record Answered(Octets digest, String decision, Instant at) {}
}
