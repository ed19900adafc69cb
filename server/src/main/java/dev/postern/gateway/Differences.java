package dev.postern.gateway;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What differs between two states that are told as texts, for the audit.
public final class Differences {
  private Differences() {}

  /// Each thing that differs, as it is now; empty: it is no longer there.
  public static Map<String, String> between(Map<String, String> was, Map<String, String> is) {
    var names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    var differences = new TreeMap<String, String>();
    for (String name : names) {
      String now = is.getOrDefault(name, "");
      if (!now.equals(was.getOrDefault(name, ""))) {
        differences.put(name, now);
      }
    }
    return differences;
  }
}
