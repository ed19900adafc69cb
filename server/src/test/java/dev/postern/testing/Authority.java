package dev.postern.testing;

import dev.postern.certificate.PemFiles;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// A CA for tests: itself, CAs below it, certificates for TLS clients and servers, CRLs.
public final class Authority {
  private static final Duration YEAR = Duration.ofDays(365);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ASN1ObjectIdentifier UPN =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.311.20.2.3");

  private final String name;
  private final KeyPair keys;
  private final X509Certificate certificate;
  private final @Nullable Authority issuer;
  private final Instant now;

  /// A certificate with its key and the chain above it, itself first, without the root.
  public record Issued(List<X509Certificate> chain, KeyPair keys) {
    public X509Certificate own() {
      return chain.getFirst();
    }

    /// What a client shows them with.
    public KeyManager[] keyManagers() {
      try {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
            "own", keys.getPrivate(), new char[0], chain.toArray(X509Certificate[]::new));
        var factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
      } catch (IOException | GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    /// Writes both to files of this name.
    public PemFiles in(Path folder, String name) {
      var files = new PemFiles(folder.resolve(name + ".pem"), folder.resolve(name + "-key.pem"));
      write(files.certificate(), pem(chain));
      write(files.key(), pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
      return files;
    }
  }

  private Authority(String name, @Nullable Authority issuer, Instant now) {
    this.name = name;
    this.issuer = issuer;
    this.now = now;
    this.keys = keys("EC");
    var signer = issuer == null ? this : issuer;
    this.certificate =
        made(
            signer,
            name,
            keys,
            List.of(now.minus(YEAR), now.plus(YEAR)),
            List.of(new Extra(Extension.basicConstraints, new BasicConstraints(true))));
  }

  public static Authority root(String name, Instant now) {
    return new Authority(name, null, now);
  }

  /// A CA below this one.
  public Authority below(String below) {
    return new Authority(below, this, now);
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /// A certificate for a client that bears these names.
  public Issued client(GeneralName... names) {
    return client(now.plus(YEAR), "EC", names);
  }

  public Issued client(Instant until, String algorithm, GeneralName... names) {
    return issue(until, algorithm, KeyPurposeId.id_kp_clientAuth, names);
  }

  /// A certificate for a server of this name; `algorithm` is EC (P-256) or RSA (2048 bits).
  public Issued server(String host, String algorithm) {
    return issue(now.plus(YEAR), algorithm, KeyPurposeId.id_kp_serverAuth, dns(host));
  }

  private Issued issue(
      Instant until, String algorithm, KeyPurposeId purpose, GeneralName... names) {
    var pair = keys(algorithm);
    var extras = new ArrayList<Extra>();
    extras.add(new Extra(Extension.extendedKeyUsage, new ExtendedKeyUsage(purpose)));
    if (names.length > 0) {
      extras.add(new Extra(Extension.subjectAlternativeName, new GeneralNames(names)));
    }
    var since = until.minus(YEAR).isBefore(now) ? until.minus(YEAR) : now.minusSeconds(60);
    var own = made(this, "somebody", pair, List.of(since, until), extras);
    var chain = new ArrayList<>(List.of(own));
    for (var above = this; above.issuer != null; above = above.issuer) {
      chain.add(above.certificate);
    }
    return new Issued(List.copyOf(chain), pair);
  }

  /// A CRL that is in force until then, and revokes these.
  public X509CRL crl(Instant until, X509Certificate... revoked) {
    try {
      var since = until.isBefore(now) ? until.minusSeconds(60) : now.minusSeconds(60);
      var builder = new JcaX509v2CRLBuilder(certificate, Date.from(since));
      builder.setNextUpdate(Date.from(until));
      for (var each : revoked) {
        builder.addCRLEntry(each.getSerialNumber(), Date.from(since), 0);
      }
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      return new JcaX509CRLConverter().getCRL(builder.build(signer));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  public static GeneralName dns(String host) {
    return new GeneralName(GeneralName.dNSName, host);
  }

  public static GeneralName email(String address) {
    return new GeneralName(GeneralName.rfc822Name, address);
  }

  public static GeneralName upn(String principal) {
    var value = new DERTaggedObject(true, 0, new DERUTF8String(principal));
    return new GeneralName(
        GeneralName.otherName, new DERSequence(new ASN1Encodable[] {UPN, value}));
  }

  /// Writes the certificates of these CAs to a file.
  public static Path certificates(Path file, Authority... authorities) {
    var all = new ArrayList<X509Certificate>();
    for (var authority : authorities) {
      all.add(authority.certificate);
    }
    return write(file, pem(all));
  }

  /// Writes CRLs to a file, in PEM.
  public static Path crls(Path file, X509CRL... crls) {
    try {
      var text = new StringBuilder();
      for (var crl : crls) {
        text.append(pem("X509 CRL", crl.getEncoded()));
      }
      return write(file, text.toString());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String pem(List<X509Certificate> chain) {
    try {
      var text = new StringBuilder();
      for (var each : chain) {
        text.append(pem("CERTIFICATE", each.getEncoded()));
      }
      return text.toString();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String pem(String label, byte[] der) {
    var base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }

  private record Extra(ASN1ObjectIdentifier kind, ASN1Object value) {}

  private static X509Certificate made(
      Authority signer, String subject, KeyPair pair, List<Instant> life, List<Extra> extras) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              new X500Name("CN=" + signer.name),
              new BigInteger(63, RANDOM),
              Date.from(life.getFirst()),
              Date.from(life.getLast()),
              new X500Name("CN=" + subject),
              pair.getPublic());
      for (var extra : extras) {
        builder.addExtension(
            extra.kind, extra.kind.equals(Extension.basicConstraints), extra.value);
      }
      var signing = new JcaContentSignerBuilder("SHA256withECDSA").build(signer.keys.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signing));
    } catch (CertIOException | GeneralSecurityException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair keys(String algorithm) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(algorithm.equals("EC") ? 256 : 2048, RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
