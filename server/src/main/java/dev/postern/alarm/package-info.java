/// What somebody should be told of at once (S34): [Alarms] tells it, [SprayWatch] and [ResetWatch]
/// see it. They count in this node's memory, so that no login pays for them with a row or a
/// statement; what several nodes see together is not summed.
///
/// What is wrong with this installation, rather than done to it, is told by health and metrics.
@NullMarked
package dev.postern.alarm;

import org.jspecify.annotations.NullMarked;
