package dev.postern.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A password, code, token key or shared secret on its way: a plain string in the JSON, and
/// `[redacted]` wherever a record that holds it is printed.
public record Secret(@JsonValue String text) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Secret {}

  @Override
  public String toString() {
    return "[redacted]";
  }
}
