package dev.postern.certificate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Authority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsFilesTest {
  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

  @TempDir private Path folder;
  private final Authority root = Authority.root("Root", NOW);
  private long nanos;

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void aKeyOfEitherKindIsRead(String algorithm) {
    var files = new TlsFiles(root.server("postern", algorithm).in(folder, "server"), null);
    var opened = files.open(() -> NOW);
    assertThat(opened.goodUntil()).isEqualTo(NOW.plus(Duration.ofDays(365)));
    assertThat(opened.trust()).isNull();
  }

  @Test
  void aChangedFileIsReadAgainAndAnUnusableOneChangesNothing() throws Exception {
    var files = files(root.crl(NOW.plusSeconds(60)));
    var watched =
        new Watched<>("a certificate", files.all(), () -> files.open(() -> NOW), () -> nanos);
    var first = watched.current();
    Files.writeString(folder.resolve("crl.pem"), "nothing");
    later();
    assertThat(watched.current()).isSameAs(first);
    Authority.crls(folder.resolve("crl.pem"), root.crl(NOW.plusSeconds(120)));
    Files.setLastModifiedTime(folder.resolve("crl.pem"), FileTime.from(NOW.plusSeconds(9)));
    assertThat(watched.current()).as("within five seconds").isSameAs(first);
    later();
    assertThat(requireNonNull(watched.current().trust()).crlsGoodUntil())
        .hasValue(NOW.plusSeconds(120));
  }

  private TlsFiles files(X509CRL crl) {
    return new TlsFiles(
        root.server("postern", "EC").in(folder, "server"),
        new TrustFiles(
            List.of(Authority.certificates(folder.resolve("ca.pem"), root)),
            List.of(Authority.crls(folder.resolve("crl.pem"), crl))));
  }

  private void later() {
    nanos += Duration.ofSeconds(5).toNanos();
  }
}
