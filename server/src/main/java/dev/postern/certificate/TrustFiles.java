package dev.postern.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// The certificates of the CAs that are trusted, and the CRLs of them and of the CAs below them, in
/// files that hold one or several, in PEM or DER. Without CRLs nothing is known to be revoked.
public record TrustFiles(List<Path> authorities, List<Path> crls) {
  /// A CRL of so many octets names about 100,000 certificates, and takes some 50 MiB of the heap.
  private static final int LONGEST = 4 * 1024 * 1024;

  public TrustFiles {
    authorities = List.copyOf(authorities);
    crls = List.copyOf(crls);
  }

  List<Path> all() {
    return Stream.concat(authorities.stream(), crls.stream()).toList();
  }

  /// Reads the files.
  ///
  /// Throws a [CertificateUnusable] that says which file is wrong and what to do.
  public Trust open(InstantSource clock) {
    var trusted = new ArrayList<X509Certificate>();
    for (var file : authorities) {
      trusted.addAll(certificates(file));
    }
    var revoking = new ArrayList<X509CRL>();
    for (var file : crls) {
      revoking.addAll(revocations(file));
    }
    return new Trust(trusted, revoking, clock);
  }

  private static List<X509Certificate> certificates(Path file) {
    var found =
        read(file, (factory, in) -> List.<Certificate>copyOf(factory.generateCertificates(in)))
            .stream()
            .filter(X509Certificate.class::isInstance)
            .map(X509Certificate.class::cast)
            .toList();
    if (found.isEmpty()) {
      throw new CertificateUnusable(file + " holds no certificate of a CA, neither PEM nor DER");
    }
    for (var certificate : found) {
      if (certificate.getBasicConstraints() < 0) {
        throw new CertificateUnusable(
            "in %s '%s' is no CA: name the CA that issued it"
                .formatted(file, certificate.getSubjectX500Principal()));
      }
    }
    return found;
  }

  private static List<X509CRL> revocations(Path file) {
    var found =
        read(file, (factory, in) -> List.<CRL>copyOf(factory.generateCRLs(in))).stream()
            .filter(X509CRL.class::isInstance)
            .map(X509CRL.class::cast)
            .toList();
    if (found.isEmpty()) {
      throw new CertificateUnusable(file + " holds no CRL, neither PEM nor DER");
    }
    if (found.stream().anyMatch(crl -> crl.getNextUpdate() == null)) {
      throw new CertificateUnusable(
          file + " holds a CRL that does not say when the next one comes (RFC 5280)");
    }
    return found;
  }

  private interface Parse<T> {
    Collection<T> all(CertificateFactory factory, ByteArrayInputStream in)
        throws GeneralSecurityException;
  }

  private static <T> Collection<T> read(Path file, Parse<T> parse) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new CertificateUnusable(file + " is over " + LONGEST + " octets");
      }
      var in = new ByteArrayInputStream(Files.readAllBytes(file));
      return parse.all(CertificateFactory.getInstance("X.509"), in);
    } catch (IOException | GeneralSecurityException e) {
      throw new CertificateUnusable("can't use " + file + ": " + e.getMessage(), e);
    }
  }
}
