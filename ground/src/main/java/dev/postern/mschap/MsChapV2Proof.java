package dev.postern.mschap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// MS-CHAPv2 (RFC 2759): the NT response to a challenge that server and peer made together, and
/// that the user's name is part of.
///
/// Of a name that a domain and a backslash stand before, only what follows is hashed (section 4):
/// so do Windows, wpa_supplicant and strongSwan. Other peers hash it as it was typed; both forms
/// are tried. `user@realm` is hashed whole by all.
public record MsChapV2Proof(
    int identifier,
    Octets challenge,
    Octets peerChallenge,
    Octets userName,
    SecretOctets ntResponse)
    implements PasswordProof {
  static final int CHALLENGE = 16;

  public MsChapV2Proof {
    if (challenge.length() != CHALLENGE
        || peerChallenge.length() != CHALLENGE
        || ntResponse.length() != NtResponse.LENGTH) {
      throw new IllegalArgumentException("MS-CHAPv2 answers 16 and 16 octets with 24");
    }
  }

  /// The proof of a peer that knows the password, with a challenge of its own gateway.
  public static MsChapV2Proof make(NtHash hash, Octets userName, RandomGenerator random) {
    int identifier = random.nextInt(256);
    return make(identifier, ChapProof.random(CHALLENGE, random), hash, userName, random);
  }

  /// The proof of a peer that knows the password, for a challenge that it was given.
  public static MsChapV2Proof make(
      int identifier, Octets challenge, NtHash hash, Octets userName, RandomGenerator random) {
    Octets peerChallenge = ChapProof.random(CHALLENGE, random);
    byte[] hashed = challengeHash(peerChallenge, challenge, withoutDomain(userName));
    SecretOctets response = NtResponse.of(hashed, hash);
    return new MsChapV2Proof(identifier, challenge, peerChallenge, userName, response);
  }

  /// What the server answers if the proof was made with this hash; empty if it was not.
  public Optional<MsChapV2Success> madeWith(NtHash hash) {
    return answeredWith(hash).map(MsChapV2Answer::success);
  }

  /// The same, to be kept until the login is complete.
  public Optional<MsChapV2Answer> answeredWith(NtHash hash) {
    return nameForms().stream()
        .map(name -> challengeHash(peerChallenge, challenge, name))
        .filter(challengeHash -> ntResponse.equals(NtResponse.of(challengeHash, hash)))
        .findFirst()
        .map(challengeHash -> MsChapV2Answer.of(identifier, hash, ntResponse, challengeHash));
  }

  private List<Octets> nameForms() {
    Octets plain = withoutDomain(userName);
    return plain.equals(userName) ? List.of(userName) : List.of(plain, userName);
  }

  /// What follows the first backslash, or all if there is none.
  private static Octets withoutDomain(Octets name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.at(i) == '\\') {
        return name.slice(i + 1, name.length());
      }
    }
    return name;
  }

  /// ChallengeHash (RFC 2759, section 8.2).
  static byte[] challengeHash(Octets peerChallenge, Octets challenge, Octets name) {
    byte[] hash = Sha1.of(peerChallenge.toArray(), challenge.toArray(), name.toArray());
    return Arrays.copyOf(hash, NtResponse.CHALLENGE);
  }
}
