package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.Diagnosis;
import dev.postern.api.Diagnosis.Finding;
import dev.postern.api.Diagnosis.Severity;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `posternctl doctor`: what is wrong with the installation, or soon will be.
@Command(
    name = "doctor",
    description = "what is wrong, or soon will be; exit code 1 if anything is wrong")
final class DoctorCommand implements Callable<Integer> {
  private static final int GAP = 2;

  private final Session session;

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var findings = session.api().get(Place.of(ApiPaths.DOCTOR), Diagnosis.class).findings();
    if (session.json()) {
      session.printJson(findings);
    } else {
      print(findings);
    }
    boolean wrong = findings.stream().anyMatch(finding -> finding.severity() == Severity.WRONG);
    return (wrong ? ExitCode.REFUSED : ExitCode.DONE).number();
  }

  /// Each finding with its hint below it, where a person looks for it.
  private void print(List<Finding> findings) {
    int about = findings.stream().mapToInt(finding -> finding.about().length()).max().orElse(0);
    for (Finding finding : findings) {
      session
          .out()
          .println(
              padded(finding.severity().toString(), "advice".length() + GAP)
                  + padded(Printable.of(finding.about()), about + GAP)
                  + Printable.of(finding.what()));
      if (finding.hint() != null) {
        session.out().println("hint: " + Printable.of(finding.hint()));
      }
    }
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
