package dev.postern.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to change in a reply rule. The attributes of `reply` take the place of those that have
/// the same names, those that `without` names go, and all others stay.
public record ReplyRuleChange(
    @Nullable ReplyRuleWhen when,
    @Nullable List<ReplyRuleAttribute> reply,
    @Nullable List<String> without) {}
