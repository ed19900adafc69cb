package dev.postern.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a user would be granted. `rule` is the reply rule that holds, absent if none does;
/// `refinement` the number of the gateway's refinement that does; `leftOut` how many attributes
/// more would not fit into a packet.
public record ReplyTested(
    String realm,
    String user,
    String gateway,
    @Nullable String rule,
    @Nullable Integer refinement,
    List<Granted> reply,
    int leftOut) {
  /// An attribute, with its value for people, and what grants it.
  public record Granted(String name, String value, From from) {}

  /// What grants an attribute.
  public enum From {
    RULE,
    GATEWAY,
    GROUPS;

    @Override
    public String toString() {
      return Words.of(this);
    }
  }
}
