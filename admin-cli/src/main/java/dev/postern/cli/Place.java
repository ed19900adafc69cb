package dev.postern.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Where a request goes: one of [dev.postern.api.ApiPaths] with its names filled in, and a query.
record Place(String pathAndQuery) {
  /// Fills the names in, in their order.
  static Place of(String template, String... names) {
    String path = template;
    for (String name : names) {
      int from = path.indexOf('{');
      path = path.substring(0, from) + escape(name) + path.substring(path.indexOf('}') + 1);
    }
    if (path.indexOf('{') >= 0) {
      throw new IllegalArgumentException("names are missing in " + path);
    }
    return new Place(path);
  }

  /// Adds to the query, unless there is nothing to add.
  Place with(String name, @Nullable Object value) {
    return value == null
        ? this
        : new Place(
            pathAndQuery
                + (pathAndQuery.indexOf('?') < 0 ? "?" : "&")
                + name
                + "="
                + escape(value.toString()));
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
