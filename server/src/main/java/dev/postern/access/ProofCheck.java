package dev.postern.access;

import dev.postern.mschap.ChapProof;
import dev.postern.mschap.MsChapProof;
import dev.postern.mschap.MsChapV2Answer;
import dev.postern.mschap.MsChapV2Proof;
import dev.postern.mschap.NtHash;
import dev.postern.mschap.PasswordProof;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OneTimeCode;
import dev.postern.token.CodeMatch;
import dev.postern.token.NearCode;
import dev.postern.user.Recoverable;
import dev.postern.user.RecoverableSecret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares a proof that does not send the password with what is kept of it. No hash is computed
/// that takes time.
final class ProofCheck {
  /// How that ended.
  sealed interface Outcome {
    /// With what the Accept must bear after MS-CHAPv2.
    record Right(@Nullable MsChapV2Answer answer) implements Outcome {}

    record Wrong() implements Outcome {}

    /// Nothing is kept that this proof could be compared with.
    record NotKept() implements Outcome {}
  }

  /// An outcome, and what the code behind the password matches, if there was one.
  record Tried(Outcome outcome, CodeMatch.@Nullable Matched match) {}

  private ProofCheck() {}

  /// Compares with the password alone and with each of these codes behind it, of which the password
  /// itself must be kept. All are compared, whichever is right.
  static Tried check(PasswordProof proof, @Nullable RecoverableSecret kept, List<NearCode> codes) {
    var tried = new Tried(check(proof, kept), null);
    if (kept == null || kept.kind() != Recoverable.PASSWORD || kept.octets().isEmpty()) {
      return tried;
    }
    for (NearCode near : codes) {
      var outcome = check(proof, followedBy(kept, near.code()));
      tried = outcome instanceof Outcome.Right ? new Tried(outcome, near.match()) : tried;
    }
    return tried;
  }

  private static RecoverableSecret followedBy(RecoverableSecret password, OneTimeCode code) {
    byte[] octets = password.octets().reveal();
    byte[] digits = code.reveal().getBytes(StandardCharsets.US_ASCII);
    byte[] both = Arrays.copyOf(octets, octets.length + digits.length);
    System.arraycopy(digits, 0, both, octets.length, digits.length);
    return new RecoverableSecret(Recoverable.PASSWORD, SecretOctets.copyOf(both));
  }

  static Outcome check(PasswordProof proof, @Nullable RecoverableSecret kept) {
    if (kept == null) {
      return new Outcome.NotKept();
    }
    return switch (proof) {
      case ChapProof chap ->
          kept.kind() == Recoverable.PASSWORD
              ? outcome(chap.madeWith(kept.octets()))
              : new Outcome.NotKept();
      case MsChapProof msChap -> outcome(msChap.madeWith(ntHash(kept)));
      case MsChapV2Proof msChap ->
          msChap
              .answeredWith(ntHash(kept))
              .<Outcome>map(Outcome.Right::new)
              .orElseGet(Outcome.Wrong::new);
      case PasswordProof.Plain(SecretOctets _), PasswordProof.None(String _) ->
          throw new IllegalArgumentException("a password is compared with its hash");
    };
  }

  private static Outcome outcome(boolean right) {
    return right ? new Outcome.Right(null) : new Outcome.Wrong();
  }

  private static NtHash ntHash(RecoverableSecret kept) {
    return kept.kind() == Recoverable.NT_HASH
        ? new NtHash(kept.octets())
        : NtHash.of(kept.octets());
  }
}
