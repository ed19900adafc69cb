package dev.postern.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Which certificates of a server are good.
sealed interface Trust {
  /// Those that the system trusts.
  record OfTheSystem() implements Trust {}

  /// Those that an issuer in this file signed.
  record InIssuers(Path file) implements Trust {}

  /// The one in this file, and no other.
  record InOne(Path file) implements Trust {}

  default SSLContext context() {
    try {
      return switch (this) {
        case OfTheSystem() -> SSLContext.getDefault();
        case InIssuers(Path file) -> context(issuers(certificates(file)));
        case InOne(Path file) ->
            context(new PinnedTrust((X509Certificate) certificates(file).iterator().next()));
      };
    } catch (GeneralSecurityException | IOException e) {
      throw CommandFailed.wrongUse("no certificate can be read: " + e.getMessage(), null);
    }
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream pem = Files.newInputStream(file)) {
      var found = CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (found.isEmpty()) {
        throw new CertificateException("empty");
      }
      return found;
    } catch (CertificateException _) {
      throw CommandFailed.wrongUse("no certificate is in " + file, "it should be a PEM file");
    }
  }

  private static SSLContext context(TrustManager... managers) throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers, null);
    return context;
  }

  private static TrustManager[] issuers(Collection<? extends Certificate> certificates)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("issuer-" + number++, certificate);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
