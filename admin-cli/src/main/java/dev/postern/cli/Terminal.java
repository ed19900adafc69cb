package dev.postern.cli;

import dev.postern.api.Secret;
import java.io.InputStream;
import java.io.PrintWriter;

/// Where a command reads and writes. What was asked for goes to `out`; all else, questions
/// included, to `err`.
interface Terminal {
  PrintWriter out();

  PrintWriter err();

  InputStream in();

  /// Whether somebody is there who can answer a question.
  boolean interactive();

  /// Whether `out` is shown to somebody, and not written to a file or a pipe.
  boolean shown();

  /// Whether `err` is shown to somebody, so that a line of it may be drawn over.
  boolean errShown();

  String ask(String question);

  /// Asks without echo.
  Secret askSecret(String question);
}
