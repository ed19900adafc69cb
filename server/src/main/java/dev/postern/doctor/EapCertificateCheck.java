package dev.postern.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Whether the certificate for EAP ends soon. It is read again by itself when its files change.
public final class EapCertificateCheck implements Check {
  private static final String ABOUT = "EAP certificate";
  private static final String RENEW = "renew it: the node reads the new files by itself";

  private final Supplier<Optional<Instant>> inFile;
  private final InstantSource clock;

  /// `inFile` is until when the file's certificate is good now, empty if the file can't be used.
  public EapCertificateCheck(Supplier<Optional<Instant>> inFile, InstantSource clock) {
    this.inFile = inFile;
    this.clock = clock;
  }

  @Override
  public List<Finding> look() {
    return List.of(inFile.get().map(this::until).orElseGet(EapCertificateCheck::unusable));
  }

  private static Finding unusable() {
    return Finding.wrong(
        ABOUT,
        "its file can't be used: clients are shown the one before, and the node would not start"
            + " again",
        "restore the file; the node's log tells what is wrong with it");
  }

  private Finding until(Instant end) {
    var left = Duration.between(clock.instant(), end);
    if (!left.isPositive()) {
      return Finding.wrong(ABOUT, "it expired on " + end + ": clients refuse it", RENEW);
    }
    String what = "it is good for " + Spans.text(left);
    if (left.compareTo(CertificateCheck.BEFORE_LONG) >= 0) {
      return Finding.sound(ABOUT, what);
    }
    return left.compareTo(CertificateCheck.SOON) < 0
        ? Finding.wrong(ABOUT, what + " only", RENEW)
        : Finding.advice(ABOUT, what, RENEW);
  }
}
