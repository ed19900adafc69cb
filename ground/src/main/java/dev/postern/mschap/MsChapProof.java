package dev.postern.mschap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.random.RandomGenerator;

/// MS-CHAP (RFC 2433): the NT response to a challenge of eight octets. The server proves nothing in
/// return.
public record MsChapProof(int identifier, Octets challenge, SecretOctets ntResponse)
    implements PasswordProof {
  static final int CHALLENGE = NtResponse.CHALLENGE;

  public MsChapProof {
    if (challenge.length() != CHALLENGE || ntResponse.length() != NtResponse.LENGTH) {
      throw new IllegalArgumentException("MS-CHAP answers 8 octets with 24");
    }
  }

  /// The proof of a peer that knows the password, with a challenge of its own gateway.
  public static MsChapProof make(NtHash hash, RandomGenerator random) {
    int identifier = random.nextInt(256);
    Octets challenge = ChapProof.random(CHALLENGE, random);
    return new MsChapProof(identifier, challenge, NtResponse.of(challenge.toArray(), hash));
  }

  public boolean madeWith(NtHash hash) {
    return ntResponse.equals(NtResponse.of(challenge.toArray(), hash));
  }
}
