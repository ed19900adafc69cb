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
/// got before, absent if it was not answered; `sessions` are those that are open, or let in a
/// moment ago, counted only where the attempt is limited.
public record Standing(
    Guard guard,
    SourceGuard source,
    boolean enabled,
    boolean everHadToken,
    Map<TokenSerial, Mark> tokens,
    @Nullable Answered answered,
    int sessions) {
  public Standing {
    tokens = Map.copyOf(tokens);
  }

  /// Of somebody whose sessions are not counted.
  public Standing(
      Guard guard,
      SourceGuard source,
      boolean enabled,
      boolean everHadToken,
      Map<TokenSerial, Mark> tokens,
      @Nullable Answered answered) {
    this(guard, source, enabled, everHadToken, tokens, answered, 0);
  }

  /// What an attempt meets where nothing stands in its way: nothing was failed, locked or answered,
  /// and the step that it matched is not spent.
  public static Standing unhindered(Attempt attempt) {
    Map<TokenSerial, Mark> tokens =
        attempt.finding() instanceof Finding.Matched(var serial, long step, int _)
            ? Map.of(serial, new Mark(TokenState.ACTIVE, step - 1, null, null, null))
            : Map.of();
    boolean everHadToken = !(attempt.finding() instanceof Finding.PasswordAlone);
    return new Standing(Guard.CLEAN, SourceGuard.CLEAN, true, everHadToken, tokens, null);
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
