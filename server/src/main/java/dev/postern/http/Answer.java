package dev.postern.http;

/// How a request is answered.
public sealed interface Answer {
  /// A value, written as JSON.
  record Json(int status, Object body) implements Answer {}

  /// Done, and nothing to tell.
  record Done() implements Answer {}

  /// Text of the given media type.
  record Text(int status, String mediaType, String body) implements Answer {}

  /// Values written one a line while they come (NDJSON).
  record Stream(Lines.Source source) implements Answer {}

  /// Not done.
  record Failed(Problem problem) implements Answer {}

  static Answer ok(Object body) {
    return new Json(200, body);
  }

  static Answer created(Object body) {
    return new Json(201, body);
  }

  static Answer done() {
    return new Done();
  }

  static Answer stream(Lines.Source source) {
    return new Stream(source);
  }

  static Answer failed(Problem problem) {
    return new Failed(problem);
  }
}
