package dev.postern.radius.dictionary;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The names of an attribute's values, such as `VLAN` for 13 in Tunnel-Type. Of two names for one
/// number the first is shown; names are found in any case.
public final class ValueNames {
  static final ValueNames NONE = new ValueNames(Collections.emptySortedMap());

  private final List<String> names;
  private final Map<String, Long> numbers = new LinkedHashMap<>();
  private final Map<Long, String> shown = new LinkedHashMap<>();

  ValueNames(SequencedMap<String, Long> numbersByName) {
    names = List.copyOf(numbersByName.keySet());
    numbersByName.forEach((name, number) -> {
      numbers.put(name.toLowerCase(Locale.ROOT), number);
      shown.putIfAbsent(number, name);
    });
  }

  public Optional<Long> number(String name) {
    return Optional.ofNullable(numbers.get(name.toLowerCase(Locale.ROOT)));
  }

  public Optional<String> name(long number) {
    return Optional.ofNullable(shown.get(number));
  }

  /// All names, in the dictionary's order.
  public List<String> all() {
    return names;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValueNames that && numbers.equals(that.numbers);
  }

  @Override
  public int hashCode() {
    return numbers.hashCode();
  }

  @Override
  public String toString() {
    return names.toString();
  }
}
