package dev.postern.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// What a TLS client shows and trusts, in PEM files.
record ClientFiles(Path ca, Path certificate, Path key) {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  SSLContext context() {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      var trusted = certificates(ca);
      for (int i = 0; i < trusted.size(); i++) {
        store.setCertificateEntry("ca" + i, trusted.get(i));
      }
      var trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      var chain = certificates(certificate);
      var own = privateKey(chain.getFirst().getPublicKey().getAlgorithm());
      var keyStore = KeyStore.getInstance("PKCS12");
      keyStore.load(null, null);
      keyStore.setKeyEntry("own", own, new char[0], chain.toArray(Certificate[]::new));
      var keys = KeyManagerFactory.getInstance("SunX509");
      keys.init(keyStore, new char[0]);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw CommandFailed.wrongUse(
          "the certificates can't be used: " + e.getMessage(), "all three files are PEM");
    }
  }

  private static List<Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (var in = new ByteArrayInputStream(Files.readAllBytes(file))) {
      var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw CommandFailed.wrongUse(file + " holds no certificate in PEM", null);
      }
      return List.copyOf(found);
    }
  }

  private PrivateKey privateKey(String algorithm) throws IOException, GeneralSecurityException {
    String text = Files.readString(key, StandardCharsets.US_ASCII);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw CommandFailed.wrongUse(
          key + " holds no unencrypted PKCS#8 key", "openssl pkcs8 -topk8 -nocrypt makes one");
    }
    byte[] der = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
  }
}
