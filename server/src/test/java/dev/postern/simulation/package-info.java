/// Logins over a bad network, simulated: two nodes with everything from the gate to the verdict as
/// it is in production, one store in memory, and gateways that send again and turn to the other
/// node. What happens when is decided by one seed and a clock that only the simulation moves, so
/// that whatever goes wrong goes wrong again with the same seed. Start at [SimulationTest].
///
/// Not here: sockets, PostgreSQL and its locks, for which there are tests of their own.
@NullMarked
package dev.postern.simulation;

import org.jspecify.annotations.NullMarked;
