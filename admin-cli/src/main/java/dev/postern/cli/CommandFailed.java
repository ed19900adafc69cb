package dev.postern.cli;

import dev.postern.api.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A command can't go on: what the operator is told, what they may do about it, and the exit code.
/// Caught by [Main] alone.
final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode exitCode;
  private final @Nullable String hint;

  private CommandFailed(ExitCode exitCode, String message, @Nullable String hint) {
    super(message);
    this.exitCode = exitCode;
    this.hint = hint;
  }

  static CommandFailed refused(String message, @Nullable String hint) {
    return new CommandFailed(ExitCode.REFUSED, message, hint);
  }

  static CommandFailed refused(Problem problem) {
    String about = problem.field() == null ? "" : problem.field() + ": ";
    return refused(about + problem.detail(), problem.hint());
  }

  static CommandFailed wrongUse(String message, @Nullable String hint) {
    return new CommandFailed(ExitCode.WRONG_USE, message, hint);
  }

  static CommandFailed serverAway(String message, @Nullable String hint) {
    return new CommandFailed(ExitCode.SERVER_AWAY, message, hint);
  }

  ExitCode exitCode() {
    return exitCode;
  }

  Optional<String> hint() {
    return Optional.ofNullable(hint);
  }
}
