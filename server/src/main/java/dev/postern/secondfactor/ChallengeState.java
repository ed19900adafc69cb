package dev.postern.secondfactor;

import dev.postern.octets.SecretOctets;
import dev.postern.token.TokenSerial;
import dev.postern.user.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a challenge must remember until it is answered.
///
/// `rejection` is set on a decoy, sent because the gateway asks everybody (S8): whatever the
/// answer, it is rejected for this reason, by its name in the room `access`. `next` is set where
/// the code after a certain one is wanted. `asked` counts how often was asked before. `carried` is
/// for the room `access`, which needs it when the answer is right: a decoy has none.
public record ChallengeState(
    UUID id,
    UserId user,
    Instant expires,
    int asked,
    String rejection,
    @Nullable NextCode next,
    SecretOctets carried) {
  /// No rejection: the password was right.
  public static final String NONE = "";

  /// So many octets may be carried.
  public static final int MOST_CARRIED = 38;

  private static final SecretOctets NOTHING = SecretOctets.utf8("");

  public ChallengeState {
    if (carried.length() > (rejection.isEmpty() ? MOST_CARRIED : 0)) {
      throw new IllegalArgumentException("a State carries 38 octets at most, a decoy none");
    }
  }

  /// The same question as a decoy, or for real if there is no reason.
  public ChallengeState rejecting(String reason) {
    return new ChallengeState(
        id, user, expires, asked, reason, next, reason.isEmpty() ? carried : NOTHING);
  }

  /// The same question, asking for the code after a certain one.
  public ChallengeState wanting(NextCode wanted) {
    return new ChallengeState(id, user, expires, asked, rejection, wanted, carried);
  }

  /// The token whose next code is wanted, and the step of the one that was given.
  public record NextCode(TokenSerial serial, long step) {}
}
