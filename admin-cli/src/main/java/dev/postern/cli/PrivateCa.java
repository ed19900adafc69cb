package dev.postern.cli;

import dev.postern.octets.Octets;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// A certification authority of one's own, with its P-256 key, and the certificates that it issues
/// for servers.
final class PrivateCa {
  /// A certificate in DER with its keys.
  record Issued(KeyPair keys, Octets der) {}

  private static final Duration CA_LIFE = Duration.ofDays(3650);

  /// Apple's clients refuse servers whose certificate is good for longer.
  private static final Duration SERVER_LIFE = Duration.ofDays(825);

  private static final int IDENTIFIER = 20;
  private static final AlgorithmIdentifier ECDSA =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private final X500Name name;
  private final Instant now;
  private final RandomGenerator random;
  private final Issued own;

  PrivateCa(String name, Instant now, RandomGenerator random) {
    this.name = new X500NameBuilder().addRDN(BCStyle.CN, name).build();
    this.now = now;
    this.random = random;
    var keys = keys();
    try {
      var extensions = new ExtensionsGenerator();
      extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      extensions.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      this.own = signed(this.name, keys, CA_LIFE, extensions, keys.getPrivate());
    } catch (IOException e) {
      throw new AssertionError("what was made here can be written", e);
    }
  }

  Issued own() {
    return own;
  }

  /// A certificate for a server of these names, which are host names or addresses.
  Issued server(List<String> names) {
    var subject = new X500NameBuilder().addRDN(BCStyle.CN, names.getFirst()).build();
    try {
      var extensions = new ExtensionsGenerator();
      extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      extensions.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new AuthorityKeyIdentifier(identifier(own.keys())));
      extensions.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      extensions.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(names.stream().map(PrivateCa::named).toArray(GeneralName[]::new)));
      return signed(subject, keys(), SERVER_LIFE, extensions, own.keys().getPrivate());
    } catch (IOException e) {
      throw new AssertionError("what was made here can be written", e);
    }
  }

  private static GeneralName named(String name) {
    try {
      return new GeneralName(GeneralName.iPAddress, InetAddress.ofLiteral(name).getHostAddress());
    } catch (IllegalArgumentException _) { // not an address, so a name
      return new GeneralName(GeneralName.dNSName, name);
    }
  }

  private static KeyPair keys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK makes P-256 keys", e);
    }
  }

  private Issued signed(
      X500Name subject, KeyPair keys, Duration life, ExtensionsGenerator extensions, PrivateKey by)
      throws IOException {
    extensions.addExtension(
        Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(identifier(keys)));
    var body = new V3TBSCertificateGenerator();
    body.setSerialNumber(new ASN1Integer(BigInteger.valueOf(random.nextLong(Long.MAX_VALUE))));
    body.setSignature(ECDSA);
    body.setIssuer(name);
    body.setSubject(subject);
    body.setStartDate(time(now.minus(Duration.ofHours(1))));
    body.setEndDate(time(now.plus(life)));
    body.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    body.setExtensions(extensions.generate());
    var certified = body.generateTBSCertificate();
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(by);
      signature.update(certified.getEncoded(ASN1Encoding.DER));
      var certificate =
          new DERSequence(
              new ASN1Encodable[] {certified, ECDSA, new DERBitString(signature.sign())});
      return new Issued(keys, Octets.copyOf(certificate.getEncoded(ASN1Encoding.DER)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK signs with P-256", e);
    }
  }

  /// What tells a key from others: a digest of it (RFC 7093, section 2).
  private static byte[] identifier(KeyPair keys) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(keys.getPublic().getEncoded());
      return Arrays.copyOf(digest, IDENTIFIER);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static Time time(Instant instant) {
    return new Time(new ASN1UTCTime(UTC_TIME.format(instant)));
  }
}
