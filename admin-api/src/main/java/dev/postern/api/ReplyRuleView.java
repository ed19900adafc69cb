package dev.postern.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A reply rule. `shadowedBy` is one before it that demands no more, so that this one never holds.
public record ReplyRuleView(
    String name, int position, ReplyRuleWhen when, List<Shown> reply, @Nullable String shadowedBy) {
  /// An attribute; the value is absent if it is a secret.
  public record Shown(String name, @Nullable String value) {}
}
