package dev.postern.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a list. `next`, handed in as `after`, fetches the part that follows; it is absent from
/// the last one.
public record Page<T>(List<T> items, @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }
}
