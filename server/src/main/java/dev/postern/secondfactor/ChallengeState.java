package dev.postern.secondfactor;

import dev.postern.token.TokenSerial;
import dev.postern.user.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a challenge must remember until it is answered.
///
/// `rejection` is set on a decoy, sent because the gateway asks everybody (S8): whatever the
/// answer, it is rejected for this reason, by its name in the room `access`. `next` is set where
/// the code after a certain one is wanted. `asked` counts how often was asked before.
public record ChallengeState(
    UUID id, UserId user, Instant expires, int asked, String rejection, @Nullable NextCode next) {
  /// No rejection: the password was right.
  public static final String NONE = "";

  /// The same question as a decoy, or for real if there is no reason.
  public ChallengeState rejecting(String reason) {
    return new ChallengeState(id, user, expires, asked, reason, next);
  }

  /// The same question, asking for the code after a certain one.
  public ChallengeState wanting(NextCode wanted) {
    return new ChallengeState(id, user, expires, asked, rejection, wanted);
  }

  /// The token whose next code is wanted, and the step of the one that was given.
  public record NextCode(TokenSerial serial, long step) {}
}
