package dev.postern.doctor;

import dev.postern.audit.Verifications;
import dev.postern.audit.Verifications.Verified;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Whether somebody verifies the audit now and then, and what came of it the last time.
public final class VerificationCheck implements Check {
  static final Duration OLD = Duration.ofDays(31);

  private static final String ABOUT = "audit";
  private static final String HINT =
      "run posternctl audit verify with the heads that you keep elsewhere, every month or more often";

  private final Verifications verifications;
  private final InstantSource clock;

  public VerificationCheck(Verifications verifications, InstantSource clock) {
    this.verifications = verifications;
    this.clock = clock;
  }

  @Override
  public List<Finding> look() {
    return List.of(
        verifications
            .last()
            .map(this::finding)
            .orElseGet(() -> Finding.advice(ABOUT, "it was never verified", HINT)));
  }

  private Finding finding(Verified last) {
    var age = Duration.between(last.at(), clock.instant());
    String when = Spans.text(age) + " ago by " + last.by().text();
    if (last.findings() > 0) {
      return Finding.wrong(
          ABOUT,
          "the verification " + when + " found " + last.findings() + " things wrong",
          "posternctl audit verify names them; docs/audit.md says what each means");
    }
    return age.compareTo(OLD) > 0
        ? Finding.advice(ABOUT, "it was last verified " + when, HINT)
        : Finding.sound(ABOUT, "it was verified " + when + ", and nothing was wrong");
  }
}
