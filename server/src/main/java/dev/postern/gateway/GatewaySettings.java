package dev.postern.gateway;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an operator has set for a gateway, as named text; whatever is not named has its default.
/// [SettingsReader] says what the names are, and whether the text is sound.
public record GatewaySettings(SortedMap<String, String> values, List<Refined> refined) {
  public static final GatewaySettings DEFAULT = new GatewaySettings(new TreeMap<>(), List.of());

  public GatewaySettings {
    values = sorted(values);
    refined = List.copyOf(refined);
  }

  /// Settings that override the gateway's own for requests with these values; see [Refinement].
  public record Refined(
      String connectInfo, String nasIdentifier, String vdom, SortedMap<String, String> values) {
    public Refined {
      values = sorted(values);
    }
  }

  /// The same settings, these ones replaced; an empty text takes a setting back to its default.
  public GatewaySettings with(Map<String, String> changes) {
    var changed = new TreeMap<>(values);
    changes.forEach((name, value) -> {
      if (value.isEmpty()) {
        changed.remove(name);
      } else {
        changed.put(name, value);
      }
    });
    return new GatewaySettings(changed, refined);
  }

  public GatewaySettings refinedBy(List<Refined> refinements) {
    return new GatewaySettings(values, refinements);
  }

  private static SortedMap<String, String> sorted(SortedMap<String, String> values) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }
}
