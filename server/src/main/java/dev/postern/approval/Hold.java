package dev.postern.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Why something is not done yet: it takes a second operator, until this moment.
///
/// @param approval what was asked for in the caller's name; absent if the caller is no person, who
///   alone can ask
public record Hold(Instant until, @Nullable String approval) {}
