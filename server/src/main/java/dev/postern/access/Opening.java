package dev.postern.access;

import dev.postern.mschap.MsChapV2Answer;
import dev.postern.octets.SecretOctets;
import dev.postern.secondfactor.ChallengeState;
import org.jspecify.annotations.Nullable;

/// How a login began, as far as its end needs it, which may come with another request: by which
/// scheme the password was shown, and what a right proof by MS-CHAPv2 is answered with.
record Opening(Scheme scheme, @Nullable MsChapV2Answer answer) {
  /// As it travels in a State.
  SecretOctets carried() {
    byte[] octets = new byte[answer == null ? 1 : ChallengeState.MOST_CARRIED];
    octets[0] = (byte) scheme.bit();
    if (answer != null) {
      System.arraycopy(answer.octets().reveal(), 0, octets, 1, MsChapV2Answer.LENGTH);
    }
    return SecretOctets.copyOf(octets);
  }

  /// What a State carried; a decoy carries nothing, for its answer never lets anybody in.
  static Opening of(ChallengeState state) {
    byte[] octets = state.carried().reveal();
    if (octets.length == 0) {
      return new Opening(Scheme.PAP, null);
    }
    var answer =
        octets.length == 1
            ? null
            : MsChapV2Answer.of(SecretOctets.copyOf(octets, 1, octets.length));
    return new Opening(Scheme.of(octets[0]), answer);
  }
}
