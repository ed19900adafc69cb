package dev.postern.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Whether something ends soon that the node reads again by itself when its file changes.
public final class ExpiryCheck implements Check {
  /// What is said of it, and how much before its end.
  private record Words(
      String about,
      Duration soon,
      Duration beforeLong,
      String unusable,
      String restore,
      String expired,
      String renew) {
    /// Of a file for RadSec.
    static Words radSec(String about, Duration soon, Duration beforeLong) {
      return new Words(
          "RadSec " + about,
          soon,
          beforeLong,
          "its file can't be used: what was read before holds, and the node would not start again",
          "restore the file; postern check-config tells what is wrong with it",
          "gateways can't connect",
          "renew it: the node reads the new file by itself");
    }
  }

  /// A CRL is made anew every few hours or days.
  private static final Duration CRL_SOON = Duration.ofHours(4);

  private static final Duration CRL_BEFORE_LONG = Duration.ofDays(1);
  private static final String RESTORE =
      "restore the file; the node's log tells what is wrong with it";
  private static final Words CERTIFICATE =
      new Words(
          "EAP certificate",
          CertificateCheck.SOON,
          CertificateCheck.BEFORE_LONG,
          "its file can't be used: clients are shown the one before, and the node would not start"
              + " again",
          RESTORE,
          "clients refuse it",
          "renew it: the node reads the new files by itself");
  private static final Words CLIENT_CA =
      new Words(
          "EAP client CA",
          CertificateCheck.SOON,
          CertificateCheck.BEFORE_LONG,
          "a file of eap.client-ca or eap.client-crl can't be used: what was read before holds, and"
              + " the node would not start again",
          RESTORE,
          "what it issued is refused",
          "renew it, or take it out of eap.client-ca: the node reads the files by itself");
  private static final Words CLIENT_CRL =
      new Words(
          "EAP client CRL",
          CRL_SOON,
          CRL_BEFORE_LONG,
          "a file of eap.client-ca or eap.client-crl can't be used: what was read before holds, and"
              + " the node would not start again",
          RESTORE,
          "certificates of its CA are refused",
          "put the newest CRL into its file: the node reads it by itself");

  private static final Words RADSEC_CERTIFICATE =
      Words.radSec("certificate", CertificateCheck.SOON, CertificateCheck.BEFORE_LONG);
  private static final Words RADSEC_CA =
      Words.radSec("CA", CertificateCheck.SOON, CertificateCheck.BEFORE_LONG);
  private static final Words RADSEC_CRL = Words.radSec("CRL", CRL_SOON, CRL_BEFORE_LONG);

  private final Words words;
  private final Supplier<Optional<Instant>> inFile;
  private final InstantSource clock;

  private ExpiryCheck(Words words, Supplier<Optional<Instant>> inFile, InstantSource clock) {
    this.words = words;
    this.inFile = inFile;
    this.clock = clock;
  }

  /// Of the certificate that EAP clients are shown. `inFile`, here and below, is until when that is
  /// good which lies in the file now, empty if that can't be used.
  public static ExpiryCheck certificate(Supplier<Optional<Instant>> inFile, InstantSource clock) {
    return new ExpiryCheck(CERTIFICATE, inFile, clock);
  }

  /// Of the first CA of EAP clients' certificates.
  public static ExpiryCheck clientCa(Supplier<Optional<Instant>> inFile, InstantSource clock) {
    return new ExpiryCheck(CLIENT_CA, inFile, clock);
  }

  /// Of the first CRL of EAP clients' certificates.
  public static ExpiryCheck clientCrl(Supplier<Optional<Instant>> inFile, InstantSource clock) {
    return new ExpiryCheck(CLIENT_CRL, inFile, clock);
  }

  /// Of the certificate that gateways are shown by RadSec.
  public static ExpiryCheck radSecCertificate(
      Supplier<Optional<Instant>> inFile, InstantSource clock) {
    return new ExpiryCheck(RADSEC_CERTIFICATE, inFile, clock);
  }

  /// Of the first CA of the gateways' certificates.
  public static ExpiryCheck radSecCa(Supplier<Optional<Instant>> inFile, InstantSource clock) {
    return new ExpiryCheck(RADSEC_CA, inFile, clock);
  }

  /// Of the first CRL of the gateways' certificates.
  public static ExpiryCheck radSecCrl(Supplier<Optional<Instant>> inFile, InstantSource clock) {
    return new ExpiryCheck(RADSEC_CRL, inFile, clock);
  }

  @Override
  public List<Finding> look() {
    return List.of(
        inFile
            .get()
            .map(this::until)
            .orElseGet(() -> Finding.wrong(words.about, words.unusable, words.restore)));
  }

  private Finding until(Instant end) {
    var left = Duration.between(clock.instant(), end);
    if (!left.isPositive()) {
      return Finding.wrong(words.about, "it expired on " + end + ": " + words.expired, words.renew);
    }
    String what = "it is good for " + Spans.text(left);
    if (left.compareTo(words.beforeLong) >= 0) {
      return Finding.sound(words.about, what);
    }
    return left.compareTo(words.soon) < 0
        ? Finding.wrong(words.about, what + " only", words.renew)
        : Finding.advice(words.about, what, words.renew);
  }
}
