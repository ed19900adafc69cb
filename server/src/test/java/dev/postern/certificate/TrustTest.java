package dev.postern.certificate;

import static dev.postern.testing.Authority.dns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.certificate.Untrusted.Why;
import dev.postern.testing.Authority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {
  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(7));
  private static final Instant BEFORE = NOW.minus(Duration.ofDays(1));

  @TempDir private Path folder;

  private final Authority root = Authority.root("Root", NOW);
  private final Authority between = root.below("Between");
  private final Authority.Issued client = between.client(dns("fw.example.org"));

  @Test
  void aChainUpToACaOfOursIsTrustedWithItsRootOrWithout() {
    var trust = trust();
    assertThat(refused(trust, client.chain())).isNull();
    var whole = new ArrayList<>(client.chain());
    whole.add(root.certificate());
    assertThat(refused(trust, whole)).isNull();
  }

  @Test
  void aCaBetweenThatIsTrustedByItselfIsEnough() {
    var trust = trust(List.of(between));
    assertThat(refused(trust, client.chain())).isNull();
    assertThat(refused(trust, List.of(client.own()))).isNull();
  }

  @Test
  void whatIsOfAnotherCaOrComesWithoutItsChainIsOfAnUnknownCa() {
    var other = Authority.root("Root", NOW).client(dns("fw.example.org")); // only the same name
    assertThat(refused(trust(), other.chain())).isEqualTo(Why.UNKNOWN_CA);
    assertThat(refused(trust(), List.of(client.own()))).isEqualTo(Why.UNKNOWN_CA);
  }

  @Test
  void whatIsGoodNoMoreIsOutOfDate() {
    var old = root.client(NOW.minusSeconds(1), "EC", dns("fw.example.org"));
    assertThat(refused(trust(), old.chain())).isEqualTo(Why.OUT_OF_DATE);
  }

  @Test
  void aServersCertificateIsNoClients() {
    assertThat(refused(trust(), root.server("fw.example.org", "EC").chain())).isEqualTo(Why.UNFIT);
    assertThat(refused(trust(), List.of())).isEqualTo(Why.UNFIT);
  }

  @Test
  void withoutCrlsNothingIsKnownToBeRevoked() {
    assertThat(trust().crlsGoodUntil()).isEmpty();
    assertThat(refused(trust(), client.chain())).isNull();
  }

  @Test
  void aRevokedCertificateIsRefusedAndOthersAreNot() {
    var trust = trust(root.crl(LATER), between.crl(LATER, client.own()));
    assertThat(refused(trust, client.chain())).isEqualTo(Why.REVOKED);
    assertThat(refused(trust, between.client(dns("other")).chain())).isNull();
  }

  @Test
  void whatARevokedCaIssuedIsRefused() {
    var trust = trust(root.crl(LATER, between.certificate()), between.crl(LATER));
    assertThat(refused(trust, client.chain())).isEqualTo(Why.REVOKED);
  }

  @Test
  void aCrlThatExpiredOrIsMissingRefusesAllOfItsCa() {
    var expired = trust(root.crl(LATER), between.crl(BEFORE));
    assertThat(refused(expired, client.chain())).isEqualTo(Why.REVOCATION_UNKNOWN);
    assertThat(expired.crlsGoodUntil()).hasValue(BEFORE);
    assertThat(refused(trust(root.crl(LATER)), client.chain())).isEqualTo(Why.REVOCATION_UNKNOWN);
    assertThat(refused(trust(between.crl(LATER)), client.chain()))
        .isEqualTo(Why.REVOCATION_UNKNOWN);
  }

  @Test
  void aCrlOfAnotherKeyThanTheCasIsNone() {
    var trust = trust(root.crl(LATER), Authority.root("Between", NOW).crl(LATER));
    assertThat(refused(trust, client.chain())).isEqualTo(Why.REVOCATION_UNKNOWN);
  }

  @Test
  void ofTheCrlsOfACaTheNewestCounts() {
    assertThat(trust(between.crl(BEFORE), between.crl(LATER), root.crl(LATER)).crlsGoodUntil())
        .isEqualTo(Optional.of(LATER));
  }

  @Test
  void filesInDerAreReadToo() throws Exception {
    var ca = Files.write(folder.resolve("ca.der"), root.certificate().getEncoded());
    var crl = Files.write(folder.resolve("crl.der"), root.crl(LATER).getEncoded());
    var trust = new TrustFiles(List.of(ca), List.of(crl)).open(() -> NOW);
    assertThat(refused(trust, root.client(dns("fw")).chain())).isNull();
    assertThat(trust.authoritiesGoodUntil())
        .isEqualTo(root.certificate().getNotAfter().toInstant());
  }

  @Test
  void aFileThatHoldsSomethingElseIsNamed() throws Exception {
    var empty = Files.writeString(folder.resolve("empty.pem"), "");
    var leaf = client.in(folder, "leaf").certificate();
    assertThatThrownBy(() -> new TrustFiles(List.of(empty), List.of()).open(() -> NOW))
        .isInstanceOf(CertificateUnusable.class)
        .hasMessageContaining("empty.pem holds no certificate");
    assertThatThrownBy(() -> new TrustFiles(List.of(leaf), List.of()).open(() -> NOW))
        .hasMessageContaining("'CN=somebody' is no CA");
    assertThatThrownBy(() -> new TrustFiles(List.of(), List.of(leaf)).open(() -> NOW))
        .isInstanceOf(CertificateUnusable.class)
        .hasMessageContaining("leaf.pem");
    assertThatThrownBy(() -> new TrustFiles(List.of(), List.of(empty)).open(() -> NOW))
        .hasMessageContaining("holds no CRL");
  }

  private Trust trust(X509CRL... crls) {
    return trust(List.of(root), crls);
  }

  /// By way of files, as operators give them.
  private Trust trust(List<Authority> authorities, X509CRL... crls) {
    var ca =
        Authority.certificates(folder.resolve("ca.pem"), authorities.toArray(Authority[]::new));
    var revoked =
        crls.length == 0
            ? List.<Path>of()
            : List.of(Authority.crls(folder.resolve("crl.pem"), crls));
    return new TrustFiles(List.of(ca), revoked).open(() -> NOW);
  }

  private static @Nullable Why refused(Trust trust, List<X509Certificate> chain) {
    try {
      trust.check(chain);
      return null;
    } catch (Untrusted e) {
      return e.why();
    }
  }
}
