package dev.postern.radius.dictionary;

/// A dictionary cannot be read. The message names the file and the line.
public final class DictionaryProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;

  DictionaryProblem(String file, int line, String reason) {
    super(line == 0 ? file + ": " + reason : file + ":" + line + ": " + reason);
    this.file = file;
    this.line = line;
  }

  public String file() {
    return file;
  }

  /// Counted from 1; 0 if the file as a whole is meant.
  public int line() {
    return line;
  }
}
