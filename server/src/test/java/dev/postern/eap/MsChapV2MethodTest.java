package dev.postern.eap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.mschap.MsChapV2Proof;
import dev.postern.mschap.NtHash;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MsChapV2MethodTest {
  private static final int LONGEST = 1000;
  private static final NtHash RIGHT = NtHash.of(SecretOctets.utf8("secret"));

  private final MsChapV2Method method = new MsChapV2Method("CORP\\jdoe", new Random(3));
  private final MsChapV2Peer peer = new MsChapV2Peer("CORP\\jdoe", "secret");
  private final Octets challenge = method.begin(41);

  @Test
  void theChallengeNamesItsLengthAndTheServer() {
    assertThat(challenge.slice(0, 5)).isEqualTo(Octets.hex("0129001c10"));
    assertThat(challenge.slice(21, challenge.length())).isEqualTo(Octets.utf8("postern"));
  }

  @Test
  void theServerProvesItselfAndBothEndsHaveTheSameKeys() {
    assertThat(tell(answer(peer))).matches(peer::believes);
    var keys = peer.wanted().keys();
    var key = method.masterSessionKey().orElseThrow();
    assertThat(key.first(16)).isEqualTo(keys.receive());
    assertThat(key.last(16)).isEqualTo(keys.send());
    assertThat(method.hear(MsChapV2Peer.TAKEN, LONGEST)).isEqualTo(new MethodStep.Taken());
  }

  @Test
  void aClientThatDoesNotBelieveItIsToldApart() {
    var _ = tell(answer(peer));
    assertThat(method.hear(MsChapV2Peer.REFUSED, LONGEST))
        .isEqualTo(new MethodStep.Fail(EapFailure.PROOF_REFUSED));
  }

  @Test
  void theWrongPasswordIsToldInTheWordsOfTheRfcAndGivesNoKeys() {
    var _ = method.hear(peer.answer(challenge), LONGEST);
    var told = method.tell(new Told.Rejected(), LONGEST).orElseThrow();
    assertThat(told.at(0)).isEqualTo(4);
    assertThat(told.slice(4, told.length()).utf8())
        .matches("E=691 R=0 C=[0-9A-F]{32} V=3 M=Login failed");
    assertThat(method.masterSessionKey()).isEmpty();
  }

  /// Nothing takes the place of the proof, before or after it: not a Success that nobody asked for,
  /// not a second proof.
  @ParameterizedTest
  @ValueSource(strings = {"03", "04", "", "01", "0229", "05290005", "022900043100"})
  void whatIsOutOfOrderEndsTheConversation(String data) {
    assertThat(method.hear(Octets.hex(data), LONGEST))
        .isEqualTo(new MethodStep.Fail(EapFailure.BROKEN));
  }

  @Test
  void aSecondProofOrASuccessBeforeTheServersEndsTheConversation() {
    var proof = peer.answer(challenge);
    assertThat(method.hear(proof, LONGEST)).isInstanceOf(MethodStep.Show.class);
    for (Octets early : new Octets[] {proof, MsChapV2Peer.TAKEN, MsChapV2Peer.REFUSED}) {
      assertThat(method.hear(early, LONGEST)).isEqualTo(new MethodStep.Fail(EapFailure.BROKEN));
    }
    var _ = tell(new MethodStep.Show("CORP\\jdoe", proof(proof)));
    assertThat(method.hear(proof, LONGEST)).isEqualTo(new MethodStep.Fail(EapFailure.BROKEN));
  }

  /// Another identifier, another length of the whole, another of the value, and a name too long.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void lengthsAndIdentifierMustFit(int octet) {
    byte[] altered = peer.answer(challenge).toArray();
    var data =
        octet == 5
            ? Octets.join(List.of(Octets.copyOf(altered), Octets.hex("61".repeat(300))))
            : flipped(altered, octet);
    assertThat(method.hear(data, LONGEST)).isEqualTo(new MethodStep.Fail(EapFailure.BROKEN));
  }

  private static Octets flipped(byte[] octets, int at) {
    octets[at] ^= 1;
    return Octets.copyOf(octets);
  }

  private MethodStep.Show answer(MsChapV2Peer of) {
    return (MethodStep.Show) method.hear(of.answer(challenge), LONGEST);
  }

  private Octets tell(MethodStep.Show shown) {
    assertThat(shown.name()).isEqualTo("CORP\\jdoe");
    var answer = ((MsChapV2Proof) shown.proof()).answeredWith(RIGHT);
    return Optional.of(new Told.Proven(answer.orElseThrow()))
        .flatMap(told -> method.tell(told, LONGEST))
        .orElseThrow();
  }

  private MsChapV2Proof proof(Octets data) {
    var again = new MsChapV2Method("CORP\\jdoe", new Random(3));
    var _ = again.begin(41);
    return (MsChapV2Proof) ((MethodStep.Show) again.hear(data, LONGEST)).proof();
  }
}
