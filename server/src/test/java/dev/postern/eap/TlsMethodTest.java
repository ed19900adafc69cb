package dev.postern.eap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.certificate.AlternativeName.Kind;
import dev.postern.certificate.TlsFiles;
import dev.postern.certificate.TrustFiles;
import dev.postern.eap.MethodStep.Ask;
import dev.postern.eap.MethodStep.Certified;
import dev.postern.eap.MethodStep.Fail;
import dev.postern.eap.MethodStep.Taken;
import dev.postern.octets.Octets;
import dev.postern.testing.Authority;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsMethodTest {
  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(7));
  private static final Octets SUCCESS = Octets.hex("00");

  @TempDir private Path folder;
  private final Authority root = Authority.root("Root", NOW);
  private final Authority.Issued jdoe = root.client(Authority.upn("jdoe@corp.example"));

  @ParameterizedTest
  @CsvSource({"TLSv1.2,EC", "TLSv1.2,RSA", "TLSv1.3,EC", "TLSv1.3,RSA"})
  void whomTheCertificateNamesIsShownAndBothEndsHaveTheSameKey(String protocol, String algorithm) {
    var method = method(algorithm);
    var peer = TtlsPeer.certified(protocol, jdoe);
    assertThat(ended(method, peer)).isEqualTo(named("jdoe@corp.example"));
    assertThat(method.masterSessionKey()).hasValue(peer.masterSessionKey());
  }

  @Test
  void withTls13WhoIsLetInIsToldSoWithinTls() {
    var method = method("EC");
    var peer = TtlsPeer.certified("TLSv1.3", jdoe);
    assertThat(ended(method, peer)).isInstanceOf(Certified.class);
    assertThat(peer.heard()).isEqualTo(Octets.empty());
    var told = method.tell(new Told.Accepted(), 1000).orElseThrow();
    var answer = peer.answer(told);
    assertThat(peer.heard()).isEqualTo(SUCCESS);
    assertThat(method.hear(answer, 1000)).isEqualTo(new Taken());
  }

  @Test
  void whoIsNotLetInIsNeverToldSuccessAndTls12HasNoWordForIt() {
    var method = method("EC");
    assertThat(ended(method, TtlsPeer.certified("TLSv1.3", jdoe))).isInstanceOf(Certified.class);
    assertThat(method.tell(new Told.Rejected(), 1000)).isEmpty();
    var older = method("EC");
    assertThat(ended(older, TtlsPeer.certified("TLSv1.2", jdoe))).isInstanceOf(Certified.class);
    assertThat(older.tell(new Told.Accepted(), 1000)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void withoutACertificateNobodyIsShown(String protocol) {
    assertThat(ended(method("EC"), TtlsPeer.certified(protocol, null)))
        .isEqualTo(new Fail(EapFailure.CLIENT_CERTIFICATE_MISSING));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void whatIsWrongWithACertificateIsToldApart(String protocol) {
    var stranger = Authority.root("Root", NOW).client(Authority.upn("jdoe@corp.example"));
    var old = root.client(NOW.minusSeconds(1), "EC", Authority.upn("jdoe@corp.example"));
    assertThat(ended(method("EC"), TtlsPeer.certified(protocol, stranger)))
        .isEqualTo(new Fail(EapFailure.CLIENT_CERTIFICATE_UNKNOWN_CA));
    assertThat(ended(method("EC"), TtlsPeer.certified(protocol, old)))
        .isEqualTo(new Fail(EapFailure.CLIENT_CERTIFICATE_OUT_OF_DATE));
    assertThat(ended(method("EC", root.crl(LATER, jdoe.own())), TtlsPeer.certified(protocol, jdoe)))
        .isEqualTo(new Fail(EapFailure.CLIENT_CERTIFICATE_REVOKED));
    assertThat(
            ended(
                method("EC", root.crl(NOW.minus(Duration.ofDays(1)))),
                TtlsPeer.certified(protocol, jdoe)))
        .isEqualTo(new Fail(EapFailure.CLIENT_CERTIFICATE_NO_CRL));
    assertThat(ended(method("EC"), TtlsPeer.certified(protocol, root.server("vpn", "EC"))))
        .isEqualTo(new Fail(EapFailure.CLIENT_CERTIFICATE_UNFIT));
  }

  @Test
  void aCertificateThatNamesNobodyOrTwoIsRefused() {
    var nobody = root.client(Authority.dns("host.corp.example"));
    var two = root.client(Authority.upn("jdoe@corp.example"), Authority.upn("max@corp.example"));
    for (var issued : List.of(nobody, two)) {
      assertThat(ended(method("EC"), TtlsPeer.certified("TLSv1.3", issued)))
          .isEqualTo(new Fail(EapFailure.CLIENT_CERTIFICATE_NAME));
    }
  }

  @Test
  void aPatternTakesThePartThatCounts() {
    var names = new ClientNames(Kind.EMAIL, Pattern.compile("(.+)@example\\.org"));
    var certificate =
        root.client(Authority.email("jdoe@example.org"), Authority.email("jdoe@elsewhere.org"));
    assertThat(names.of(certificate.own())).hasValue(new ClientName("jdoe", "jdoe@example.org"));
    assertThat(names.of(root.client(Authority.email("@example.org")).own())).isEmpty();
  }

  private TlsMethod method(String algorithm, X509CRL... crls) {
    var revoked =
        crls.length == 0
            ? List.<Path>of()
            : List.of(Authority.crls(folder.resolve("crl.pem"), crls));
    var trust =
        new TrustFiles(List.of(Authority.certificates(folder.resolve("ca.pem"), root)), revoked);
    var own = root.server("radius.example.org", algorithm).in(folder, "eap");
    var certificate = new EapCertificate(new TlsFiles(own, trust), () -> NOW, () -> 0);
    return new TlsMethod(certificate.context(), ClientNames.BY_UPN);
  }

  private static Certified named(String name) {
    return new Certified(new ClientName(name, name));
  }

  private static MethodStep ended(TlsMethod method, TtlsPeer peer) {
    MethodStep step = method.hear(peer.begin(), 1000);
    for (int i = 0; i < 100 && step instanceof Ask(Octets data); i++) {
      step = method.hear(peer.answer(data), 1000);
    }
    return step;
  }
}
