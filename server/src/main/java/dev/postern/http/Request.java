package dev.postern.http;

import java.io.InputStream;
import java.util.Optional;

/// What a client asks, as far as a handler may see it.
public interface Request {
  /// Names this request in the log and in the answer to a failure.
  String id();

  /// The address that it came from, as text.
  String source();

  /// What stands at the place of `{name}` in the route's path, unescaped.
  String segment(String name);

  /// A parameter of the query; empty if it is absent. Given twice, it is refused.
  Optional<String> query(String name);

  Optional<String> header(String name);

  /// Reads the whole body, at most [HttpSettings#bodyBytes] of it, as JSON.
  <T> T body(Class<T> type);

  /// The body as it comes in, at most [HttpSettings#streamBytes] of it.
  InputStream stream();

  /// The part of a list that `limit` and `after` ask for.
  default Page.Range range() {
    String limit = query("limit").orElse("" + Page.Range.DEFAULT);
    if (!limit.matches("[0-9]{1,4}") || Integer.parseInt(limit) < 1) {
      throw Problem.badRequest("limit must be from 1 to " + Page.Range.MOST)
          .field("limit")
          .refused();
    }
    int items = Math.min(Integer.parseInt(limit), Page.Range.MOST);
    return new Page.Range(items, query("after").orElse(""));
  }

  /// A parameter that is `true` or `false`; false if it is absent.
  default boolean flag(String name) {
    return switch (query(name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Problem.badRequest(name + " must be true or false").field(name).refused();
    };
  }
}
