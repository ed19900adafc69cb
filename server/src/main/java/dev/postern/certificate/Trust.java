package dev.postern.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whose certificates are believed: a chain up to a CA of ours (RFC 5280, section 6), for TLS
/// clients. Where there are CRLs, every certificate of the chain below our CA must have one in
/// force that does not name it, and the network is not asked for any.
public final class Trust implements X509TrustManager {
  private static final Logger LOG = LoggerFactory.getLogger(Trust.class);
  private static final Duration TELL_EVERY = Duration.ofMinutes(10);

  private static final Map<Reason, Untrusted.Why> REASONS =
      Map.of(
          BasicReason.REVOKED, Untrusted.Why.REVOKED,
          BasicReason.UNDETERMINED_REVOCATION_STATUS, Untrusted.Why.REVOCATION_UNKNOWN,
          BasicReason.EXPIRED, Untrusted.Why.OUT_OF_DATE,
          BasicReason.NOT_YET_VALID, Untrusted.Why.OUT_OF_DATE,
          BasicReason.INVALID_SIGNATURE, Untrusted.Why.UNKNOWN_CA,
          PKIXReason.NO_TRUST_ANCHOR, Untrusted.Why.UNKNOWN_CA);

  private static final int DIGITAL_SIGNATURE = 0;
  private static final Set<String> FOR_CLIENTS = Set.of("1.3.6.1.5.5.7.3.2", "2.5.29.37.0");

  private final List<X509Certificate> authorities;
  private final List<X509CRL> crls;
  private final Set<TrustAnchor> anchors;
  private final InstantSource clock;
  private Instant tell = Instant.EPOCH;

  Trust(List<X509Certificate> authorities, List<X509CRL> crls, InstantSource clock) {
    this.authorities = List.copyOf(authorities);
    this.crls = List.copyOf(crls);
    this.anchors =
        authorities.stream()
            .map(certificate -> new TrustAnchor(certificate, null))
            .collect(Collectors.toUnmodifiableSet());
    this.clock = clock;
  }

  /// Checks a chain, the peer's own certificate first.
  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) throws Untrusted {
    try {
      check(List.of(chain));
    } catch (Untrusted e) {
      throw chain.length == 0 ? e : e.of(chain[0]); // whoever is told has no chain to look at
    }
  }

  /// Only clients are asked for certificates.
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("no server is trusted by this");
  }

  /// Whom a client is told that we trust.
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.toArray(X509Certificate[]::new);
  }

  /// Checks a chain once more: what was trusted may be revoked by now.
  public void check(List<X509Certificate> chain) throws Untrusted {
    if (chain.isEmpty()) {
      throw new Untrusted(Untrusted.Why.UNFIT, "there is no certificate");
    }
    try {
      var path = CertificateFactory.getInstance("X.509").generateCertPath(below(chain));
      CertPathValidator.getInstance("PKIX").validate(path, parameters());
    } catch (CertPathValidatorException e) {
      throw untrusted(e);
    } catch (GeneralSecurityException e) {
      throw new Untrusted(Untrusted.Why.UNFIT, String.valueOf(e.getMessage()));
    }
    requireForClients(chain.getFirst());
  }

  /// The chain without what is trusted by itself: a root that was sent along, or a CA whose own CA
  /// is not among ours.
  private List<X509Certificate> below(List<X509Certificate> chain) {
    int end = chain.size();
    while (end > 1 && isAnchor(chain.get(end - 1)) && !hasOtherAnchor(chain.get(end - 1))) {
      end--;
    }
    return chain.subList(0, end);
  }

  private boolean isAnchor(X509Certificate certificate) {
    return authorities.contains(certificate);
  }

  private boolean hasOtherAnchor(X509Certificate certificate) {
    return authorities.stream()
        .filter(authority -> !authority.equals(certificate))
        .anyMatch(authority ->
            authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()));
  }

  private PKIXParameters parameters() throws GeneralSecurityException {
    var parameters = new PKIXParameters(anchors);
    parameters.setDate(Date.from(clock.instant()));
    parameters.setRevocationEnabled(!crls.isEmpty());
    if (!crls.isEmpty()) {
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(crls)));
      if (CertPathValidator.getInstance("PKIX").getRevocationChecker()
          instanceof PKIXRevocationChecker checker) {
        checker.setOptions(EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK));
        parameters.addCertPathChecker(checker);
      }
    }
    return parameters;
  }

  private Untrusted untrusted(CertPathValidatorException failure) {
    var why = REASONS.getOrDefault(failure.getReason(), Untrusted.Why.UNFIT);
    if (why == Untrusted.Why.REVOCATION_UNKNOWN) {
      tellOfCrls();
    }
    return new Untrusted(why, String.valueOf(failure.getMessage()));
  }

  /// Says once in a while that certificates are refused for want of a CRL.
  private synchronized void tellOfCrls() {
    var now = clock.instant();
    if (now.isBefore(tell)) {
      return;
    }
    tell = now.plus(TELL_EVERY);
    LOG.error(
        "a client's certificate is refused, for no CRL in force says whether it is revoked{}: put"
            + " the newest CRL of every CA into its file, which is read by itself",
        crlsGoodUntil()
            .filter(until -> until.isBefore(now))
            .map(until -> " (one expired on " + until + ")")
            .orElse(""));
  }

  private static void requireForClients(X509Certificate certificate) throws Untrusted {
    boolean[] use = certificate.getKeyUsage();
    List<String> purposes;
    try {
      purposes = certificate.getExtendedKeyUsage();
    } catch (CertificateException e) {
      throw new Untrusted(Untrusted.Why.UNFIT, String.valueOf(e.getMessage()));
    }
    boolean signs = use == null || use[DIGITAL_SIGNATURE];
    if (!signs || (purposes != null && purposes.stream().noneMatch(FOR_CLIENTS::contains))) {
      throw new Untrusted(Untrusted.Why.UNFIT, "the certificate is not for TLS clients");
    }
  }

  /// Until when the first of our CAs is good.
  public Instant authoritiesGoodUntil() {
    return authorities.stream()
        .map(authority -> authority.getNotAfter().toInstant())
        .min(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  /// Until when all CRLs are in force, of those of one CA the newest; empty without CRLs.
  public Optional<Instant> crlsGoodUntil() {
    var issuers = new HashSet<>();
    return crls.stream()
        .sorted(Comparator.comparing(X509CRL::getThisUpdate).reversed())
        .filter(crl -> issuers.add(crl.getIssuerX500Principal()))
        .map(crl -> crl.getNextUpdate().toInstant())
        .min(Comparator.naturalOrder());
  }
}
