package dev.postern.mschap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MsChapV2ProofTest {
  private static final Vector LOGIN = Vector.of("rfc2759/9.2.txt");
  private static final Vector KEYS = Vector.of("rfc3079/3.5.3.txt");
  private static final NtHash ANOTHER = NtHash.of(SecretOctets.utf8("clientpass"));

  @Test
  void theStepsOfRfc2759Section92() {
    assertThat(LOGIN.hash()).isEqualTo(new NtHash(LOGIN.secret("password-hash")));
    assertThat(LOGIN.hash().hashed()).isEqualTo(LOGIN.secret("password-hash-hash"));
    byte[] hash =
        MsChapV2Proof.challengeHash(
            LOGIN.octets("peer-challenge"), LOGIN.octets("challenge"), Octets.utf8("User"));
    assertThat(Octets.copyOf(hash)).isEqualTo(LOGIN.octets("challenge-hash"));
    assertThat(NtResponse.of(hash, LOGIN.hash())).isEqualTo(LOGIN.secret("nt-response"));
  }

  @Test
  void theLoginOfRfc2759Section92IsRightAndIsAnswered() {
    var success = proof("User").madeWith(LOGIN.hash()).orElseThrow();
    assertThat(success.authenticatorResponse())
        .isEqualTo(SecretOctets.utf8(LOGIN.text("authenticator-response")));
  }

  @Test
  void theKeysOfRfc3079Section353() {
    byte[] master = MppeKeys.masterKey(LOGIN.hash(), LOGIN.secret("nt-response"));
    assertThat(Octets.copyOf(master)).isEqualTo(KEYS.octets("master-key"));
    var keys = proof("User").madeWith(LOGIN.hash()).orElseThrow().keys();
    assertThat(keys.send()).isEqualTo(KEYS.secret("send-start-key"));
    assertThat(keys.receive()).isNotEqualTo(keys.send());
  }

  @Test
  void anotherPasswordOrNameIsWrong() {
    assertThat(proof("User").madeWith(ANOTHER)).isEmpty();
    assertThat(proof("user").madeWith(LOGIN.hash())).isEmpty();
    assertThat(proof("User@example.org").madeWith(LOGIN.hash())).isEmpty();
    assertThat(proof("").madeWith(LOGIN.hash())).isEmpty();
  }

  /// RFC 2759, section 4: the domain stands in the name, but not in what is hashed.
  @Test
  void theDomainBeforeTheNameIsNotHashed() {
    var success = proof("User").madeWith(LOGIN.hash());
    assertThat(proof("EXAMPLE\\User").madeWith(LOGIN.hash())).isPresent().isEqualTo(success);
  }

  /// A peer that hashes the name as it was typed is understood too, and gets its own answer.
  @Test
  void aDomainThatWasHashedIsUnderstoodToo() {
    var challenge = LOGIN.octets("challenge");
    var peerChallenge = LOGIN.octets("peer-challenge");
    var name = Octets.utf8("EXAMPLE\\User");
    byte[] hash = MsChapV2Proof.challengeHash(peerChallenge, challenge, name);
    var response = NtResponse.of(hash, LOGIN.hash());
    var proof = new MsChapV2Proof(1, challenge, peerChallenge, name, response);
    assertThat(proof.madeWith(LOGIN.hash()))
        .contains(MsChapV2Answer.of(1, LOGIN.hash(), response, hash).success());
    assertThat(proof.madeWith(ANOTHER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdoe", "EXAMPLE\\jdoe", "jdoe@example.org", "a\\b\\c", "jürgen", "\\"})
  void whatIsMadeIsRight(String name) {
    var proof = MsChapV2Proof.make(LOGIN.hash(), Octets.utf8(name), new Random(7));
    assertThat(proof.madeWith(LOGIN.hash())).isPresent();
    assertThat(proof.madeWith(ANOTHER)).isEmpty();
  }

  @Test
  void nothingThatAPasswordCanBeGuessedFromIsPrinted() {
    var proof = proof("User");
    assertThat(proof.toString()).doesNotContain(LOGIN.text("nt-response").substring(0, 8));
    assertThat(proof.madeWith(LOGIN.hash()).orElseThrow())
        .hasToString(
            "MsChapV2Success[authenticatorResponse=[redacted], keys=MppeKeys[send=[redacted],"
                + " receive=[redacted]]]");
  }

  private static MsChapV2Proof proof(String name) {
    return new MsChapV2Proof(
        1,
        LOGIN.octets("challenge"),
        LOGIN.octets("peer-challenge"),
        Octets.utf8(name),
        LOGIN.secret("nt-response"));
  }
}
