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
  private final @Nullable String field;

  private CommandFailed(
      ExitCode exitCode, String message, @Nullable String hint, @Nullable String field) {
    super(message);
    this.exitCode = exitCode;
    this.hint = hint;
    this.field = field;
  }

  static CommandFailed refused(String message, @Nullable String hint) {
    return new CommandFailed(ExitCode.REFUSED, message, hint, null);
  }

  static CommandFailed refused(Problem problem) {
    return new CommandFailed(ExitCode.REFUSED, problem.detail(), problem.hint(), problem.field());
  }

  static CommandFailed wrongUse(String message, @Nullable String hint) {
    return new CommandFailed(ExitCode.WRONG_USE, message, hint, null);
  }

  static CommandFailed serverAway(String message, @Nullable String hint) {
    return new CommandFailed(ExitCode.SERVER_AWAY, message, hint, null);
  }

  ExitCode exitCode() {
    return exitCode;
  }

  /// The field of the request that the server refused.
  Optional<String> field() {
    return Optional.ofNullable(field);
  }

  Optional<String> hint() {
    return Optional.ofNullable(hint);
  }
}
