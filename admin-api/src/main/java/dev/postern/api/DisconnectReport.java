package dev.postern.api;

import org.jspecify.annotations.Nullable;

/// What came of asking a gateway to end a session: `outcome` is `acknowledged`, `refused` or `no
/// answer`; `words` say it, `hint` what to do.
public record DisconnectReport(
    SessionView session, String outcome, String words, @Nullable String hint) {}
