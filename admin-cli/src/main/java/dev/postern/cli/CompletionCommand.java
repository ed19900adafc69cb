package dev.postern.cli;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `posternctl completion`: a script that teaches a shell the commands.
@Command(name = "completion", description = "print a script that completes commands in your shell")
final class CompletionCommand implements Runnable {
  /// The shells that we know.
  enum Shell {
    BASH,
    ZSH,
    FISH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Session session;

  @Parameters(paramLabel = "SHELL", description = "one of ${COMPLETION-CANDIDATES}")
  Shell shell = Shell.BASH;

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    CommandLine root = Posternctl.commandLine(session.surroundings());
    session
        .out()
        .print(
            switch (shell) {
              // It loads bashcompinit by itself when a zsh reads it.
              case BASH, ZSH -> AutoComplete.bash("posternctl", root);
              case FISH -> FishCompletion.script("posternctl", root);
            });
  }
}
