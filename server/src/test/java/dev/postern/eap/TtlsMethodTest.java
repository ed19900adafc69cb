package dev.postern.eap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.certificate.PemFiles;
import dev.postern.certificate.TlsFiles;
import dev.postern.mschap.PasswordProof.Plain;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TtlsMethodTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  /// User-Name jdoe, User-Password correct-horse with its padding (RFC 5281, section 11.2.5).
  private static final String LOGIN =
      "000000014000000c6a646f65" + "0000000240000018636f72726563742d686f727365000000";

  private static final String CODE =
      "000000014000000c6a646f65" + "000000024000000e3132333435360000";

  @TempDir private Path folder;
  private EapCertificate certificate;
  private PemFiles files;
  private long nanos;

  @BeforeEach
  void certify() {
    files = new PemFiles(folder.resolve("eap.pem"), folder.resolve("eap-key.pem"));
    var pem = files.orSelfSigned(List.of("postern"), NOW, new SecureRandom());
    certificate = new EapCertificate(new TlsFiles(pem, null), () -> NOW, () -> nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void nameAndPasswordComeThroughTheTunnelAndBothEndsHaveTheSameKey(String protocol) {
    var method = method();
    var peer = new TtlsPeer(protocol, true, said(LOGIN));
    assertThat(ended(method, peer, 1000))
        .isEqualTo(new MethodStep.Show("jdoe", new Plain(SecretOctets.utf8("correct-horse"))));
    assertThat(method.masterSessionKey()).hasValue(peer.masterSessionKey());
  }

  /// RFC 5281, section 11.2.5.
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aCodeIsAskedForAndAnsweredInTheTunnel(String protocol) {
    var method = new TtlsMethod(certificate.context(), List.of(), true);
    var peer = new TtlsPeer(protocol, true, said(LOGIN));
    assertThat(ended(method, peer, 1000)).isInstanceOf(MethodStep.Show.class);
    assertThat(method.asks()).isTrue();
    peer.heard();
    peer.answer(method.tell(new Told.Asked("Enter token code"), 1000).orElseThrow());
    var question = TtlsAvp.read(SecretOctets.copyOf(peer.heard().toArray())).orElseThrow();
    assertThat(question).hasSize(1);
    assertThat(question.getFirst().is(0, TtlsAvp.REPLY_MESSAGE)).isTrue();
    assertThat(question.getFirst().value().revealUtf8()).isEqualTo("Enter token code");
    assertThat(method.hear(peer.saying(said(CODE)), 1000))
        .isEqualTo(new MethodStep.Show("jdoe", new Plain(SecretOctets.utf8("123456"))));
  }

  @Test
  void whoWasAskedNothingHasNothingMoreToSay() {
    var method = method();
    var peer = new TtlsPeer("TLSv1.3", true, said(LOGIN));
    assertThat(ended(method, peer, 1000)).isInstanceOf(MethodStep.Show.class);
    assertThat(method.asks()).isFalse();
    assertThat(method.hear(peer.saying(said(CODE)), 1000))
        .isEqualTo(new MethodStep.Fail(EapFailure.BROKEN));
  }

  @ParameterizedTest
  @ValueSource(ints = {95, 100, 333, 1300})
  void noPacketIsLongerThanItMayBe(int longest) {
    var method = method();
    assertThat(ended(method, new TtlsPeer("TLSv1.2", true, said(LOGIN)), longest))
        .isInstanceOf(MethodStep.Show.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aClientThatDoesNotTrustTheCertificateIsToldApart(String protocol) {
    var method = method();
    assertThat(ended(method, new TtlsPeer(protocol, false, said(LOGIN)), 1000))
        .isEqualTo(new MethodStep.Fail(EapFailure.CERTIFICATE_REFUSED));
    assertThat(method.masterSessionKey()).isEmpty();
  }

  /// CHAP with a challenge of its own, MS-CHAP without one, a password without a name, one said
  /// twice, and something that must be understood and is not.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "000000014000000c6a646f65" + "00000003400000190102030405060708090a0b0c0d0e0f1011000000",
        "0000000240000009" + "61000000",
        LOGIN + "0000000240000009" + "62000000",
        LOGIN + "000003e74000000961000000",
        "00000002c000000d0000013761000000"
      })
  void whatIsNoWayOfItsOwnIsRefused(String avps) {
    assertThat(said("TLSv1.3", avps)).isEqualTo(new MethodStep.Fail(EapFailure.INNER_METHOD));
  }

  @Test
  void whatNeedNotBeUnderstoodIsLeftAside() {
    assertThat(said("TLSv1.3", LOGIN + "000003e70000000961000000"))
        .isInstanceOf(MethodStep.Show.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "0000000140000007",
        "000000014000000d6a646f65",
        "00000001c000000b6a646f65",
        "0000000140ffffff6a646f65",
        LOGIN + "000000"
      })
  void lengthsThatDoNotFitEndTheConversation(String avps) {
    assertThat(said("TLSv1.2", avps)).isEqualTo(new MethodStep.Fail(EapFailure.BROKEN));
  }

  @Test
  void fragmentsWithoutEndHaveAnEnd() {
    var method = method();
    var fragment = Octets.hex("40" + "16".repeat(1000));
    MethodStep step = method.hear(fragment, 1000);
    for (int i = 0; i < 40 && step instanceof MethodStep.Ask; i++) {
      assertThat(step).isEqualTo(new MethodStep.Ask(Octets.hex("00")));
      step = method.hear(fragment, 1000);
    }
    assertThat(step).isEqualTo(new MethodStep.Fail(EapFailure.BROKEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20", "01", "80000000", "40", "0016030100"})
  void whatIsNoTlsIsNoTunnel(String data) {
    var method = method();
    assertThat(method.hear(Octets.hex(data), 1000))
        .isNotInstanceOf(MethodStep.Show.class)
        .isIn(
            new MethodStep.Fail(EapFailure.BROKEN),
            new MethodStep.Fail(EapFailure.TLS),
            new MethodStep.Ask(Octets.hex("00")));
    assertThat(method.masterSessionKey()).isEmpty();
  }

  @Test
  void aCertificateThatChangesIsReadAgainAndAnUnusableOneIsNot() throws IOException {
    var before = certificate.context();
    Files.delete(files.certificate());
    Files.delete(files.key());
    nanos += Duration.ofSeconds(5).toNanos();
    assertThat(certificate.context()).isSameAs(before);
    files.orSelfSigned(List.of("postern"), NOW.plus(Duration.ofDays(9)), new SecureRandom());
    assertThat(certificate.goodUntil()).isEqualTo(NOW.plus(Duration.ofDays(3650)));
    nanos += Duration.ofSeconds(5).toNanos();
    assertThat(certificate.goodUntil()).isEqualTo(NOW.plus(Duration.ofDays(3659)));
    assertThat(certificate.context()).isNotSameAs(before);
  }

  private TtlsMethod method() {
    return new TtlsMethod(certificate.context(), List.of(), false);
  }

  private MethodStep said(String protocol, String avps) {
    var method = method();
    return ended(method, new TtlsPeer(protocol, true, said(avps)), 1000);
  }

  private static SecretOctets said(String avps) {
    return SecretOctets.copyOf(HexFormat.of().parseHex(avps));
  }

  private static MethodStep ended(TtlsMethod method, TtlsPeer peer, int longest) {
    MethodStep step = method.hear(peer.begin(), longest);
    for (int i = 0; i < 100 && step instanceof MethodStep.Ask(Octets data); i++) {
      assertThat(data.length()).isBetween(1, longest);
      step = method.hear(peer.answer(data), longest);
    }
    return step;
  }
}
