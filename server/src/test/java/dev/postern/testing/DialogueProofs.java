package dev.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.mschap.ChapProof;
import dev.postern.mschap.MsChapError;
import dev.postern.mschap.MsChapProof;
import dev.postern.mschap.MsChapReply;
import dev.postern.mschap.MsChapV2Proof;
import dev.postern.mschap.MsChapV2Success;
import dev.postern.mschap.NtHash;
import dev.postern.mschap.PasswordProof;
import dev.postern.mschap.ProofAttributes;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.Packet;
import dev.postern.radius.SharedSecret;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What a dialogue's peer proves of its password, and what it reads of the server's reply:
///
/// - sent: `CHAP-Password`, `MS-CHAP-Response`, `MS-CHAP2-Response` with a password as value
/// - heard: `MS-CHAP2-Success = {proven}`, `MS-MPPE-Send-Key = {key}`, `MS-MPPE-Recv-Key = {key}`,
///   `MS-CHAP-Error = {failed}`, all of the last proof
final class DialogueProofs {
  private static final List<String> SHOWN =
      List.of("CHAP-Password", "MS-CHAP-Response", "MS-CHAP2-Response");

  private final Random random = new Random(11);
  private @Nullable MsChapV2Success wanted;
  private int identifier;

  /// Whether a value is a password to be proven by it.
  static boolean shownBy(String attribute, String value) {
    return SHOWN.contains(attribute) && !value.startsWith("0x");
  }

  List<Attribute> attributes(
      String attribute, String password, Octets name, Octets authenticator, SharedSecret secret) {
    var typed = SecretOctets.utf8(password);
    var proof = proof(attribute, typed, name);
    return ProofAttributes.of(proof, authenticator, secret);
  }

  private PasswordProof proof(String attribute, SecretOctets typed, Octets name) {
    return switch (attribute) {
      case "CHAP-Password" -> ChapProof.make(typed, random);
      case "MS-CHAP-Response" -> {
        var proof = MsChapProof.make(NtHash.of(typed), random);
        identifier = proof.identifier();
        yield proof;
      }
      default -> {
        var proof = MsChapV2Proof.make(NtHash.of(typed), name, random);
        identifier = proof.identifier();
        wanted = proof.madeWith(NtHash.of(typed)).orElseThrow();
        yield proof;
      }
    };
  }

  /// Checks what was heard; false if this is no word of ours.
  boolean heard(String value, Packet reply, Packet request, SharedSecret secret) {
    switch (value) {
      case "{proven}" -> {
        assertThat(MsChapReply.successOf(reply))
            .isEqualTo(Optional.ofNullable(wanted).map(MsChapV2Success::authenticatorResponse));
        assertThat(first(reply, 26)).isEqualTo(identifier);
      }
      case "{key}" ->
          assertThat(MsChapReply.keysOf(reply, request, secret))
              .isEqualTo(Optional.ofNullable(wanted).map(MsChapV2Success::keys));
      case "{failed}" -> {
        var error = MsChapReply.errorOf(reply).orElseThrow();
        assertThat(error.code()).isEqualTo(MsChapError.AUTHENTICATION_FAILURE);
        assertThat(error.retry()).isFalse();
        assertThat(first(reply, 2)).isEqualTo(identifier);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static int first(Packet reply, int type) {
    return reply.firstOfVendor(311, type).orElseThrow().at(0);
  }
}
