package dev.postern.transport;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The two clocks of the gate: one that tells the time of day, and one that nobody sets, such as
/// [System#nanoTime].
public record GateClock(InstantSource instants, LongSupplier nanos) {}
