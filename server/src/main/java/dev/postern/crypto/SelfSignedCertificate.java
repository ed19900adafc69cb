package dev.postern.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate for a TLS server that nobody vouches for, with its P-256 key: to be pinned by
/// those who find it on the same host.
public record SelfSignedCertificate(KeyPair keys, X509Certificate certificate) {
  private static final Duration LIFE = Duration.ofDays(3650);
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  /// Makes one for a server of these names, which are host names or addresses, good for ten years.
  public static SelfSignedCertificate issue(List<String> names, Instant now, SecureRandom random) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      var keys = generator.generateKeyPair();
      return new SelfSignedCertificate(keys, issue(names, keys, now, random));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new AssertionError("every JDK makes P-256 keys and signs with them", e);
    }
  }

  private static X509Certificate issue(
      List<String> names, KeyPair keys, Instant now, SecureRandom random)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    X500Name subject =
        new X500NameBuilder().addRDN(BCStyle.CN, "Postern " + names.getFirst()).build();
    var builder =
        new X509v3CertificateBuilder(
            subject,
            new BigInteger(127, random).setBit(0),
            time(now.minus(Duration.ofHours(1))),
            time(now.plus(LIFE)),
            subject,
            SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private static Time time(Instant instant) {
    return new Time(new ASN1UTCTime(UTC_TIME.format(instant)));
  }

  private static GeneralNames alternatives(List<String> names) {
    return new GeneralNames(
        names.stream().map(SelfSignedCertificate::alternative).toArray(GeneralName[]::new));
  }

  private static GeneralName alternative(String name) {
    try {
      return new GeneralName(GeneralName.iPAddress, InetAddress.ofLiteral(name).getHostAddress());
    } catch (IllegalArgumentException _) { // not an address, so a name
      return new GeneralName(GeneralName.dNSName, name);
    }
  }

  /// The certificate and nothing of the key.
  @Override
  public String toString() {
    return certificate.getSubjectX500Principal().getName();
  }
}
