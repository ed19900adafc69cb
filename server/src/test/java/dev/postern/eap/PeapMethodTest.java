package dev.postern.eap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.certificate.TlsFiles;
import dev.postern.eap.MethodStep.Ask;
import dev.postern.eap.MethodStep.Fail;
import dev.postern.eap.MethodStep.Show;
import dev.postern.mschap.PasswordProof.Plain;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.testing.Authority;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeapMethodTest {
  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
  private static final Octets EARLY = Octets.hex("0201000b21" + "800300020001");

  @TempDir private Path folder;
  private PeapMethod method;

  @BeforeEach
  void certify() {
    var own = Authority.root("Root", NOW).server("radius.example.org", "EC").in(folder, "eap");
    var certificate = new EapCertificate(new TlsFiles(own, null), () -> NOW, () -> 0);
    var gtc = new EapNegotiation.Offer(EapPacket.GTC, name -> new GtcMethod(name, false));
    method = new PeapMethod(certificate.context(), List.of(gtc), new SecureRandom());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void theNameIsAskedForInTheTunnelAndWhatIsTypedThereIsShown(String protocol) {
    var peer = TtlsPeer.peap(protocol);
    tunnel(peer);
    assertThat(peer.heard()).isEqualTo(Octets.hex("01"));
    say(peer, Octets.join(List.of(Octets.hex("01"), Octets.utf8("jdoe"))));
    assertThat(peer.heard().at(0)).isEqualTo(EapPacket.GTC);
    assertThat(said(peer, Octets.join(List.of(Octets.hex("06"), Octets.utf8("secret")))))
        .isEqualTo(new Show("jdoe", new Plain(SecretOctets.utf8("secret"))));
  }

  @Test
  void whoIsLetInAnswersWithTheSameKeysAndSuccess() {
    var peer = shown();
    peer.answer(method.tell(new Told.Accepted(), 1000).orElseThrow());
    var told = peer.heard();
    assertThat(told.slice(4, 11)).isEqualTo(Octets.hex("21" + "800300020001"));
    var before = method.masterSessionKey();
    assertThat(said(peer, bound(peer, told, 0))).isEqualTo(new MethodStep.Taken());
    assertThat(method.masterSessionKey()).isPresent().isNotEqualTo(before);
  }

  @Test
  void aBindingByOtherKeysOrAFailureIsNoEndThatIsTaken() {
    var peer = shown();
    peer.answer(method.tell(new Told.Accepted(), 1000).orElseThrow());
    assertThat(said(peer, bound(peer, peer.heard(), 1))).isEqualTo(new Fail(EapFailure.BROKEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0203000b21800300020002", // failure
        "0203000521", // without a result
        "0203000b21800300030001", // longer than it is
        "0203001121800300020001800c00020000", // a binding that is too short
        "0103000b21800300020001" // a Request
      })
  void whatIsNoSuccessIsNotTaken(String answer) {
    var peer = shown();
    peer.answer(method.tell(new Told.Accepted(), 1000).orElseThrow());
    assertThat(said(peer, Octets.hex(answer))).isEqualTo(new Fail(EapFailure.BROKEN));
  }

  @Test
  void successBeforeAnythingWasProvenIsNone() {
    var peer = TtlsPeer.peap("TLSv1.3");
    tunnel(peer);
    assertThat(said(peer, EARLY)).isEqualTo(new Fail(EapFailure.INNER_METHOD));
  }

  @Test
  void successInsteadOfAProofIsNone() {
    var peer = TtlsPeer.peap("TLSv1.2");
    tunnel(peer);
    say(peer, Octets.join(List.of(Octets.hex("01"), Octets.utf8("jdoe"))));
    assertThat(said(peer, EARLY)).isEqualTo(new Fail(EapFailure.INNER_METHOD));
  }

  @Test
  void aTunnelInWhichNothingIsSaidIsBroken() {
    var peer = TtlsPeer.peap("TLSv1.3");
    tunnel(peer);
    assertThat(method.hear(Octets.hex("00"), 1000)).isEqualTo(new Fail(EapFailure.BROKEN));
  }

  @Test
  void onlyMethodsThatAreOnAreSpokenWithin() {
    var peer = TtlsPeer.peap("TLSv1.3");
    tunnel(peer);
    say(peer, Octets.join(List.of(Octets.hex("01"), Octets.utf8("jdoe"))));
    assertThat(said(peer, Octets.hex("0304"))).isEqualTo(new Fail(EapFailure.INNER_METHOD)); // MD5
  }

  @Test
  void whoIsRejectedIsToldFailureInTheTunnel() {
    var peer = shown();
    peer.answer(method.tell(new Told.Rejected(), 1000).orElseThrow());
    var told = peer.heard();
    assertThat(told.slice(4, told.length())).isEqualTo(Octets.hex("21" + "800300020002"));
  }

  @Test
  void anotherVersionIsNotSpoken() {
    assertThat(method.hear(Octets.hex("01"), 1000)).isEqualTo(new Fail(EapFailure.BROKEN));
  }

  private TtlsPeer shown() {
    var peer = TtlsPeer.peap("TLSv1.3");
    tunnel(peer);
    say(peer, Octets.join(List.of(Octets.hex("01"), Octets.utf8("jdoe"))));
    assertThat(said(peer, Octets.hex("0661"))).isInstanceOf(Show.class);
    peer.heard();
    return peer;
  }

  /// Goes on until the server speaks in the tunnel.
  private void tunnel(TtlsPeer peer) {
    var step = method.hear(peer.begin(), 1000);
    for (int i = 0; i < 10 && !peer.hears() && step instanceof Ask(Octets data); i++) {
      var answer = peer.answer(data);
      if (!peer.hears()) {
        step = method.hear(answer, 1000);
      }
    }
    assertThat(peer.hears()).isTrue();
  }

  private void say(TtlsPeer peer, Octets plain) {
    peer.heard();
    assertThat(said(peer, plain)).isInstanceOfSatisfying(Ask.class, ask -> peer.answer(ask.data()));
  }

  private MethodStep said(TtlsPeer peer, Octets plain) {
    return method.hear(peer.saying(SecretOctets.copyOf(plain.toArray())), 1000);
  }

  /// The answer of a client to a crypto-binding, with so much added to its first octet of keys.
  private static Octets bound(TtlsPeer peer, Octets told, int wrong) {
    byte[] material = peer.keyMaterial().reveal();
    material[0] += (byte) wrong;
    var keys = new PeapBinding(SecretOctets.copyOf(material), SecretOctets.copyOf(new byte[0]));
    var nonce = told.slice(19, 51);
    var head = Octets.hex("000c003800000001");
    var mac = keys.mac(Octets.join(List.of(head, nonce, Octets.copyOf(new byte[20]))));
    return Octets.join(List.of(Octets.hex("0203004721800300020001"), head, nonce, mac));
  }
}
