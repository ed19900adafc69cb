package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.KeyRotation;
import dev.postern.api.KeyRotationReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `posternctl keys …`
@Command(name = "keys", description = "key-encryption keys, under which secrets lie sealed")
final class SealingKeyCommands {
  private final Session session;

  SealingKeyCommands(Session session) {
    this.session = session;
  }

  @Command(name = "rotate", description = "seal every secret anew, while serving")
  void rotate(
      @Option(
              names = "--to",
              paramLabel = "KEY",
              description = "only if this is the key that the server seals under (postern use-key)")
          @Nullable String to) {
    var meter = new ProgressMeter(session.terminal(), session.surroundings().clock());
    KeyRotationReport report =
        session
            .api()
            .work(
                Place.of(ApiPaths.SEALING_KEY_ROTATE),
                new KeyRotation(to),
                KeyRotationReport.class,
                meter::show);
    meter.end();
    session.show(
        report,
        ProgressMeter.number(report.resealed()) + " secrets sealed anew under " + report.to());
    if (!report.unused().isEmpty() && !session.json()) {
      session.hint("needed no longer: " + String.join(", ", report.unused()));
    }
  }
}
