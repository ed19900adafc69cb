package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.KeyRemoved;
import dev.postern.api.KeyRotation;
import dev.postern.api.KeyRotationReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Command(
      name = "remove",
      description = "take a key that nothing needs any more out of the asked node's key file")
  void remove(
      @Parameters(paramLabel = "KEY", description = "the key's name") String name,
      @Mixin Sure sure) {
    session.confirm(sure.yes, "remove key-encryption key " + name + " from this node");
    KeyRemoved removed =
        session.api().delete(Place.of(ApiPaths.SEALING_KEY, name), KeyRemoved.class);
    session.show(removed, "key " + name + " removed; the node keeps it in " + removed.keptIn());
    if (!removed.heldBy().isEmpty() && !session.json()) {
      session.hint("the same at every node that holds it: " + String.join(", ", removed.heldBy()));
    }
  }
}
