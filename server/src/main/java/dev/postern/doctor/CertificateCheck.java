package dev.postern.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Whether the certificate of the operators' API ends soon. The one that is served was read at the
/// start; the file may hold another by now.
public final class CertificateCheck implements Check {
  static final Duration SOON = Duration.ofDays(14);
  static final Duration BEFORE_LONG = Duration.ofDays(45);

  private static final String ABOUT = "API certificate";

  private final Instant servedUntil;
  private final Supplier<Optional<Instant>> inFile;
  private final InstantSource clock;

  /// `inFile` is until when the file's certificate is good now, empty if the file can't be used.
  public CertificateCheck(
      Instant servedUntil, Supplier<Optional<Instant>> inFile, InstantSource clock) {
    this.servedUntil = servedUntil;
    this.inFile = inFile;
    this.clock = clock;
  }

  @Override
  public List<Finding> look() {
    var inFileUntil = inFile.get();
    return inFileUntil.isEmpty()
        ? List.of(served(false), unusable())
        : List.of(served(inFileUntil.get().isAfter(servedUntil)));
  }

  private static Finding unusable() {
    return Finding.wrong(
        ABOUT,
        "its file can't be used any more, so the node would not start again",
        "restore the file; postern check-config tells which it is");
  }

  private Finding served(boolean renewed) {
    var left = Duration.between(clock.instant(), servedUntil);
    String hint =
        renewed ? "the file holds a newer one: restart the node" : "renew it, restart the node";
    if (!left.isPositive()) {
      return Finding.wrong(
          ABOUT, "it expired on " + servedUntil.truncatedTo(ChronoUnit.SECONDS), hint);
    }
    String what = "it is good for " + Spans.text(left);
    if (left.compareTo(BEFORE_LONG) >= 0) {
      return Finding.sound(ABOUT, what);
    }
    return left.compareTo(SOON) < 0
        ? Finding.wrong(ABOUT, what + " only", hint)
        : Finding.advice(ABOUT, what, hint);
  }
}
