package dev.postern.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of a list: the items, and after which key to ask for the next part, absent at the end.
public record Page<T>(List<T> items, @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }

  /// What part of a list was asked for: at most `limit` items after the key `after`, which is empty
  /// at the start.
  public record Range(int limit, String after) {
    public static final int DEFAULT = 100;
    public static final int MOST = 1000;
  }

  /// Makes a page of what a list gave when it was asked for one item more than the range has.
  public static <T> Page<T> of(List<T> oneMore, Range range, Function<T, String> key) {
    if (oneMore.size() <= range.limit()) {
      return new Page<>(oneMore, null);
    }
    var items = oneMore.subList(0, range.limit());
    return new Page<>(items, key.apply(items.getLast()));
  }

  public <R> Page<R> map(Function<T, R> mapping) {
    return new Page<>(items.stream().map(mapping).toList(), next);
  }
}
