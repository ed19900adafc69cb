/// The whole server under faults: nodes that are killed, a database that is away, slow or full, a
/// clock that jumps. Servers are processes as in production; start with [TwoNodesDatabaseTest].
///
/// Not here: what one room does with a fault of its neighbour, which is in that room's tests.
@NullMarked
package dev.postern.faults;

import org.jspecify.annotations.NullMarked;
