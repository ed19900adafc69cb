package dev.postern.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.http.Answer;
import dev.postern.http.HttpListener;
import dev.postern.http.HttpSettings;
import dev.postern.http.Method;
import dev.postern.http.Route;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFilesTest {
  private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "::1");

  @TempDir Path folder;

  @Test
  void aListenerWithASelfSignedCertificateIsTrustedByWhoPinsIt() throws Exception {
    var files = selfSigned("admin");
    var route = new Route(Method.GET, "/", _ -> Answer.ok(List.of("hello")));
    var settings = HttpSettings.at(InetAddress.getLoopbackAddress(), 0);
    try (var listener =
            HttpListener.start(
                settings, Optional.of(files.context()), List.of(route), _ -> Optional.empty());
        var client = HttpClient.newBuilder().sslContext(pinning(files.certificate())).build()) {
      var uri = URI.create("https://127.0.0.1:" + listener.port() + "/");
      var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("[\"hello\"]");
    }
  }

  @Test
  void theKeyIsItsOwnersAloneAndTheFilesAreMadeOnce() throws Exception {
    var files = selfSigned("admin");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.key())))
        .isEqualTo("rw-------");
    String before = Files.readString(files.certificate());
    selfSigned("admin");
    assertThat(Files.readString(files.certificate())).isEqualTo(before);
  }

  @Test
  void itTellsUntilWhenItIsGoodAndNothingOfAFileThatIsNone() throws Exception {
    var files = selfSigned("admin");
    assertThat(files.goodUntil().orElseThrow()).isAfter(InstantSource.system().instant());
    Files.writeString(files.certificate(), "no certificate");
    assertThat(files.goodUntil()).isEmpty();
    Files.delete(files.certificate());
    assertThat(files.goodUntil()).isEmpty();
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() {
    var mixed = new PemFiles(selfSigned("a").certificate(), selfSigned("b").key());
    assertThatThrownBy(mixed::context)
        .isInstanceOf(CertificateUnusable.class)
        .hasMessageContaining("is not the key of");
  }

  @Test
  void whatIsNoKeyIsRefusedWithWhatToDo() throws Exception {
    var files = selfSigned("a");
    Files.writeString(files.key(), "-----BEGIN RSA PRIVATE KEY-----");
    assertThatThrownBy(files::context).hasMessageContaining("openssl pkcs8");
    Files.delete(files.key());
    assertThatThrownBy(() -> selfSigned("a")).hasMessageContaining("without its key");
  }

  @Test
  void aKeyThatACrashLeftWithoutItsCertificateIsMadeAnew() throws Exception {
    var files = selfSigned("a");
    Files.delete(files.certificate());
    assertThat(selfSigned("a").context()).isNotNull();
  }

  private PemFiles selfSigned(String name) {
    return new PemFiles(
            folder.resolve(name + "-certificate.pem"), folder.resolve(name + "-key.pem"))
        .orSelfSigned(NAMES, InstantSource.system().instant(), new SecureRandom());
  }

  private static SSLContext pinning(Path certificate) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    var in = new ByteArrayInputStream(Files.readAllBytes(certificate));
    store.setCertificateEntry(
        "pinned", CertificateFactory.getInstance("X.509").generateCertificate(in));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
