package dev.postern.access;

import dev.postern.gateway.GatewayRequest;
import dev.postern.mschap.ChapProof;
import dev.postern.mschap.MppeKeys;
import dev.postern.mschap.MsChapError;
import dev.postern.mschap.MsChapProof;
import dev.postern.mschap.MsChapReply;
import dev.postern.mschap.MsChapV2Answer;
import dev.postern.mschap.MsChapV2Proof;
import dev.postern.mschap.PasswordProof;
import dev.postern.octets.Octets;
import dev.postern.radius.Attribute;
import dev.postern.radius.Salts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What replies bear because of how the password was shown.
final class ProofReplies {
  private ProofReplies() {}

  /// The server's own proof and the keys, hidden under the authenticator of the request that is
  /// answered: after a challenge that is not the one with the user's proof.
  static List<Attribute> accepting(
      @Nullable MsChapV2Answer answer, GatewayRequest received, Salts salts) {
    if (answer == null) {
      return List.of();
    }
    var success = answer.success();
    var attributes = new ArrayList<Attribute>();
    attributes.add(MsChapReply.success(answer.identifier(), success));
    attributes.addAll(keys(success.keys(), received, salts));
    return attributes;
  }

  /// Keys for the gateway, hidden likewise; none if there are none.
  static List<Attribute> keys(@Nullable MppeKeys keys, GatewayRequest received, Salts salts) {
    return keys == null
        ? List.of()
        : MsChapReply.keys(keys, received.packet(), received.secret(), salts);
  }

  /// "The login failed", whatever the reason: it depends on nothing but the request, so that
  /// Rejects stay equal. No new try is offered, so the challenge for one is the old one again.
  static List<Attribute> rejecting(PasswordProof proof) {
    return switch (proof) {
      case MsChapProof shown -> error(shown.identifier(), shown.challenge());
      case MsChapV2Proof shown -> error(shown.identifier(), shown.challenge());
      case ChapProof _, PasswordProof.Plain _, PasswordProof.None _ -> List.of();
    };
  }

  private static List<Attribute> error(int identifier, Octets challenge) {
    var failed =
        new MsChapError(MsChapError.AUTHENTICATION_FAILURE, false, challenge, "Login failed");
    return List.of(MsChapReply.error(identifier, failed));
  }
}
