package dev.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateCaTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final PrivateCa ca = new PrivateCa("Test CA", NOW, new SecureRandom());

  @Test
  void whoTrustsTheCaTrustsTheServer() throws GeneralSecurityException {
    var server = read(ca.server(List.of("radius.example.org", "192.0.2.1")).der().toArray());
    var trusted = new PKIXParameters(Set.of(new TrustAnchor(read(ca.own().der().toArray()), null)));
    trusted.setRevocationEnabled(false);
    trusted.setDate(Date.from(NOW));
    var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(server));
    assertThat(CertPathValidator.getInstance("PKIX").validate(path, trusted)).isNotNull();
    assertThat(server.getSubjectAlternativeNames())
        .containsExactly(List.of(2, "radius.example.org"), List.of(7, "192.0.2.1"));
    assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(server.getBasicConstraints()).isEqualTo(-1);
    assertThat(server.getNonCriticalExtensionOIDs()).contains("2.5.29.14", "2.5.29.35");
    assertThat(server.getNotAfter()).isEqualTo(Date.from(NOW.plus(Duration.ofDays(825))));
  }

  @Test
  void theCaSignsCertificatesAndNothingElse() throws GeneralSecurityException {
    var own = read(ca.own().der().toArray());
    own.verify(ca.own().keys().getPublic());
    assertThat(own.getBasicConstraints()).isZero();
    assertThat(own.getKeyUsage()[5]).isTrue();
    assertThat(own.getKeyUsage()[0]).isFalse();
  }

  @Test
  void theFilesAreMadeForTheirOwnerAndNoneIsOverwritten(@TempDir Path folder) throws IOException {
    var terminal = new FakeTerminal("", List.of());
    assertThat(run(terminal, folder)).isZero();
    for (String name : List.of("eap-ca.pem", "eap-ca-key.pem", "eap.pem", "eap-key.pem")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .isEqualTo("rw-------");
    }
    assertThat(terminal.printed())
        .contains("for the clients:     " + folder.resolve("eap-ca.pem"))
        .doesNotContain("PRIVATE KEY");
    String before = Files.readString(folder.resolve("eap-ca-key.pem"));
    Files.delete(folder.resolve("eap.pem"));
    assertThat(run(terminal, folder)).isNotZero();
    assertThat(terminal.complained()).contains("eap-ca.pem is there already");
    assertThat(Files.readString(folder.resolve("eap-ca-key.pem"))).isEqualTo(before);
    assertThat(folder.resolve("eap.pem")).doesNotExist();
  }

  private static int run(FakeTerminal terminal, Path folder) {
    var around =
        new Surroundings(
            terminal, Map.of(), folder, false, () -> NOW, ZoneOffset.UTC, new SecureRandom());
    return Main.run(
        around,
        "eap",
        "ca",
        "create",
        "--name",
        "radius.example.org",
        "--folder",
        folder.toString());
  }

  private static X509Certificate read(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }
}
