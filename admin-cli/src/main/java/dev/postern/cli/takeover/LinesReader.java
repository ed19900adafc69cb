package dev.postern.cli.takeover;

import java.io.Reader;

/// Lines as characters, for whoever reads those.
final class LinesReader extends Reader {
  private final TextLines lines;
  private String line = "";
  private int at;

  LinesReader(TextLines lines) {
    this.lines = lines;
  }

  @Override
  public int read(char[] target, int offset, int length) {
    if (at == line.length()) {
      var next = lines.next();
      if (next.isEmpty()) {
        return -1;
      }
      line = next.get() + "\n";
      at = 0;
    }
    int count = Math.min(length, line.length() - at);
    line.getChars(at, at + count, target, offset);
    at += count;
    return count;
  }

  @Override
  public void close() {
    // the lines belong to somebody else
  }
}
