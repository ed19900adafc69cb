package dev.postern.cli;

import dev.postern.mschap.MppeKeys;
import dev.postern.mschap.MsChapReply;
import dev.postern.mschap.MsChapV2Proof;
import dev.postern.mschap.MsChapV2Success;
import dev.postern.mschap.NtHash;
import dev.postern.mschap.PasswordProof;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Packet;
import dev.postern.radius.SharedSecret;
import java.util.Optional;

/// What an Accept proves in return to a login that began by MS-CHAPv2: that the server knows the
/// password too (RFC 2759, section 5), and that the gateway gets the keys of this login.
///
/// @param proven whether its MS-CHAP2-Success is the one that the password makes
/// @param keys whether its keys are those that the password makes
record ServerProof(Is proven, Is keys) {
  /// How something in the reply compares with what must be there.
  enum Is {
    RIGHT,
    WRONG,
    MISSING;

    private static Is of(Optional<Boolean> right) {
      return right.map(is -> is ? RIGHT : WRONG).orElse(MISSING);
    }
  }

  /// Empty for every other scheme, by which the server proves nothing.
  static Optional<ServerProof> of(
      PasswordProof proof, SecretOctets password, RadiusExchange.Asked asked, SharedSecret secret) {
    if (!(proof instanceof MsChapV2Proof msChapV2)) {
      return Optional.empty();
    }
    return msChapV2.madeWith(NtHash.of(password)).map(wanted -> compared(wanted, asked, secret));
  }

  private static ServerProof compared(
      MsChapV2Success wanted, RadiusExchange.Asked asked, SharedSecret secret) {
    Packet reply = asked.reply();
    Optional<SecretOctets> success = MsChapReply.successOf(reply);
    Optional<MppeKeys> keys = MsChapReply.keysOf(reply, asked.request(), secret);
    return new ServerProof(
        Is.of(success.map(wanted.authenticatorResponse()::equals)),
        Is.of(keys.map(wanted.keys()::equals)));
  }
}
