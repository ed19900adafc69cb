package dev.postern.cli;

import java.util.List;

/// A list to be fetched and printed: where it is, what its items are, how many are wanted, and the
/// columns' names.
record ListOf<T>(Place place, Class<T> item, int limit, List<String> heading) {
  static <T> ListOf<T> all(Place place, Class<T> item, String... heading) {
    return new ListOf<>(place, item, Integer.MAX_VALUE, List.of(heading));
  }
}
