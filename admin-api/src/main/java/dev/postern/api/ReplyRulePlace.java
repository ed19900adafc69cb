package dev.postern.api;

import org.jspecify.annotations.Nullable;

/// Where a reply rule is to stand: at a position from 1, or before or behind another rule; the last
/// if nothing is said.
public record ReplyRulePlace(
    @Nullable Integer position, @Nullable String before, @Nullable String after) {}
