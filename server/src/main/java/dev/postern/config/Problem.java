package dev.postern.config;

/// One thing that is wrong with the configuration, and the place to mend it: a file and line, or a
/// variable of the environment.
public record Problem(String place, int line, String text) {
  @Override
  public String toString() {
    return line > 0 ? place + ":" + line + ": " + text : place + ": " + text;
  }
}
