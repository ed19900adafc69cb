package dev.postern.audit;

import java.time.Instant;

/// A node, whether it is live, and when the oldest of its rows was written that no seal covers.
public record Unsealed(String node, boolean live, Instant since) {}
