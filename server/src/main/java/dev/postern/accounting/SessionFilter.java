package dev.postern.accounting;

import dev.postern.user.UserId;
import org.jspecify.annotations.Nullable;

/// Which sessions: of this user and by this gateway, where given; only those that are open, or
/// those that are over too.
public record SessionFilter(@Nullable UserId user, @Nullable String gateway, boolean openOnly) {}
