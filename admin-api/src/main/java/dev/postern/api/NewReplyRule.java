package dev.postern.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A reply rule to be added, the last if no place is given. Without a condition it is for
/// everybody; without attributes it makes an exception from the rules behind it.
public record NewReplyRule(
    String name,
    @Nullable ReplyRuleWhen when,
    @Nullable List<ReplyRuleAttribute> reply,
    @Nullable ReplyRulePlace place) {}
