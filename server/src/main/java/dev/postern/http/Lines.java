package dev.postern.http;

/// Takes the values of a streamed answer. Each is on its way to the client when [#write] returns; a
/// slow client slows the source, and one that went away ends it with an exception.
@FunctionalInterface
public interface Lines {
  void write(Object value);

  /// What writes the lines of a streamed answer.
  @FunctionalInterface
  interface Source {
    void writeTo(Lines lines);
  }
}
