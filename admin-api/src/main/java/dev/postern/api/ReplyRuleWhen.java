package dev.postern.api;

import org.jspecify.annotations.Nullable;

/// Which logins a reply rule is for: all that is there must match. In a change what is absent stays
/// as it is, and the empty text matches anything from now on.
public record ReplyRuleWhen(
    @Nullable String realm,
    @Nullable String user,
    @Nullable String group,
    @Nullable String gateway,
    @Nullable String connectInfo,
    @Nullable String nasIdentifier,
    @Nullable String vdom) {}
