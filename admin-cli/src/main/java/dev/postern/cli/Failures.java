package dev.postern.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Says why a command failed. What is no [CommandFailed] is a bug, and is thrown on.
final class Failures implements IExecutionExceptionHandler {
  private final Session session;

  Failures(Session session) {
    this.session = session;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult words)
      throws Exception {
    if (!(e instanceof CommandFailed failed)) {
      throw e;
    }
    session.out().flush();
    String about = failed.field().map(field -> FieldOption.of(field, command) + ": ").orElse("");
    session.note(about + failed.getMessage());
    failed.hint().ifPresent(session::hint);
    return failed.exitCode().number();
  }
}
