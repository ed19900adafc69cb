package dev.postern.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Whether something in the files for RadSec ends soon: the certificate, a CA, a CRL. They are read
/// again by themselves when they change.
public final class RadSecCheck implements Check {
  private static final Duration CRL_SOON = Duration.ofHours(4);
  private static final Duration CRL_BEFORE_LONG = Duration.ofDays(1);

  private final String about;
  private final Duration soon;
  private final Duration beforeLong;
  private final Supplier<Optional<Instant>> inFile;
  private final InstantSource clock;

  private RadSecCheck(
      String about,
      Duration soon,
      Duration beforeLong,
      Supplier<Optional<Instant>> inFile,
      InstantSource clock) {
    this.about = about;
    this.soon = soon;
    this.beforeLong = beforeLong;
    this.inFile = inFile;
    this.clock = clock;
  }

  /// Of the certificate that gateways are shown. `inFile`, here and below, is until when that is
  /// good which lies in the file now, empty if that can't be used.
  public static RadSecCheck certificate(Supplier<Optional<Instant>> inFile, InstantSource clock) {
    return new RadSecCheck(
        "RadSec certificate", CertificateCheck.SOON, CertificateCheck.BEFORE_LONG, inFile, clock);
  }

  /// Of the first CA of the gateways' certificates.
  public static RadSecCheck authorities(Supplier<Optional<Instant>> inFile, InstantSource clock) {
    return new RadSecCheck(
        "RadSec CA", CertificateCheck.SOON, CertificateCheck.BEFORE_LONG, inFile, clock);
  }

  /// Of the first CRL of the gateways' certificates.
  public static RadSecCheck crls(Supplier<Optional<Instant>> inFile, InstantSource clock) {
    return new RadSecCheck("RadSec CRL", CRL_SOON, CRL_BEFORE_LONG, inFile, clock);
  }

  @Override
  public List<Finding> look() {
    return List.of(inFile.get().map(this::until).orElseGet(this::unusable));
  }

  private Finding unusable() {
    return Finding.wrong(
        about,
        "its file can't be used: what was read before holds, and the node would not start again",
        "restore the file; postern check-config tells what is wrong with it");
  }

  private Finding until(Instant end) {
    var left = Duration.between(clock.instant(), end);
    String renew = "renew it: the node reads the new file by itself";
    if (!left.isPositive()) {
      return Finding.wrong(about, "it expired on " + end + ": gateways can't connect", renew);
    }
    String what = "it is good for " + Spans.text(left);
    if (left.compareTo(beforeLong) >= 0) {
      return Finding.sound(about, what);
    }
    return left.compareTo(soon) < 0
        ? Finding.wrong(about, what + " only", renew)
        : Finding.advice(about, what, renew);
  }
}
