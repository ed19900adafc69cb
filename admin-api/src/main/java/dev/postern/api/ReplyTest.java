package dev.postern.api;

import org.jspecify.annotations.Nullable;

/// Asks what this user would be granted on this gateway, by a request with these attributes.
public record ReplyTest(
    @Nullable String realm,
    String user,
    String gateway,
    @Nullable String connectInfo,
    @Nullable String nasIdentifier,
    @Nullable String vdom) {}
