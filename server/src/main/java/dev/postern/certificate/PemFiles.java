package dev.postern.certificate;

import dev.postern.crypto.SelfSignedCertificate;
import dev.postern.files.WholeFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// A server certificate with its chain, the server's own first, and its private key (PKCS#8), each
/// in a PEM file (RFC 7468).
public record PemFiles(Path certificate, Path key) {
  private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String KEY_END = "-----END PRIVATE KEY-----";
  private static final int LINE = 64;

  /// Makes the files, with a certificate that nobody vouches for, unless they are there already. A
  /// client on this host reads it from the file and trusts it alone. A key without a certificate is
  /// what a crash left half way, and is made anew.
  ///
  /// Throws a [CertificateUnusable] if the certificate is there without its key.
  public PemFiles orSelfSigned(List<String> names, Instant now, SecureRandom random) {
    if (Files.exists(certificate)) {
      requireKey();
      return this;
    }
    try {
      var made = SelfSignedCertificate.issue(names, now, random);
      var privateKey = pem("PRIVATE KEY", made.keys().getPrivate().getEncoded());
      WholeFile.write(key, privateKey, WholeFile.OWNER_ONLY);
      var chain = pem("CERTIFICATE", made.certificate().getEncoded());
      WholeFile.write(certificate, chain, WholeFile.READ_BY_ALL);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + certificate + " and " + key, e);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("a certificate just made can be written", e);
    }
  }

  private static String pem(String label, byte[] der) {
    String base64 =
        Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }

  private void requireKey() {
    if (!Files.exists(key)) {
      throw new CertificateUnusable(
          certificate + " is there without its key " + key + ": restore the key, or remove it");
    }
  }

  /// What a server needs to speak TLS that asks no certificate of its clients.
  ///
  /// Throws a [CertificateUnusable] that says which file is wrong and what to do.
  public SSLContext context() {
    return context(null);
  }

  /// The same, which asks clients for certificates if there is somebody to trust.
  ///
  /// Its key manager is the simple one: to choose among certificates as `PKIX` does costs each
  /// handshake four milliseconds more, and there is one to choose.
  SSLContext context(@Nullable Trust trust) {
    try {
      var chain = chain();
      var privateKey = privateKey(chain.getFirst().getPublicKey().getAlgorithm());
      requirePair(chain.getFirst(), privateKey);
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", privateKey, new char[0], chain.toArray(Certificate[]::new));
      var managers = KeyManagerFactory.getInstance("SunX509");
      managers.init(store, new char[0]);
      var context = SSLContext.getInstance("TLS");
      var trusting = trust == null ? null : new TrustManager[] {trust};
      context.init(managers.getKeyManagers(), trusting, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new CertificateUnusable(
          "can't use " + certificate + " with " + key + ": " + e.getMessage(), e);
    }
  }

  /// Until when the server's own certificate is good; empty if the file can't be read.
  public Optional<Instant> goodUntil() {
    try {
      return chain().getFirst() instanceof X509Certificate own
          ? Optional.of(own.getNotAfter().toInstant())
          : Optional.empty();
    } catch (IOException | GeneralSecurityException | CertificateUnusable _) {
      return Optional.empty();
    }
  }

  private List<Certificate> chain() throws IOException, GeneralSecurityException {
    var in = new ByteArrayInputStream(Files.readAllBytes(certificate));
    List<Certificate> chain =
        List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
    if (chain.isEmpty()) {
      throw new CertificateUnusable(certificate + " holds no certificate in PEM");
    }
    return chain;
  }

  private PrivateKey privateKey(String algorithm) throws IOException, GeneralSecurityException {
    String text = Files.readString(key, StandardCharsets.US_ASCII);
    int begin = text.indexOf(KEY_BEGIN);
    int end = text.indexOf(KEY_END);
    if (begin < 0 || end < begin) {
      throw new CertificateUnusable(
          key + " holds no unencrypted PKCS#8 key: openssl pkcs8 -topk8 -nocrypt makes one");
    }
    byte[] der = Base64.getMimeDecoder().decode(text.substring(begin + KEY_BEGIN.length(), end));
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  private void requirePair(Certificate server, PrivateKey privateKey)
      throws GeneralSecurityException {
    String algorithm =
        switch (privateKey.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> privateKey.getAlgorithm();
        };
    var signature = Signature.getInstance(algorithm);
    signature.initSign(privateKey);
    byte[] signed = signature.sign();
    signature.initVerify(server.getPublicKey());
    if (!signature.verify(signed)) {
      throw new CertificateUnusable(key + " is not the key of " + certificate);
    }
  }
}
