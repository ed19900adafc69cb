/// What Prometheus reads: [Metrics] holds the registry, and each `…Metrics` class beside it
/// implements the observer that lies with the room it observes. [MetricsRoutes] and [HealthRoutes]
/// serve them on a listener of their own, without a key.
///
/// All names begin with `postern_`. Labels have few values: a gateway, a result, a reason, a stage;
/// never a user. Nothing is decided here, and no room needs this one to work.
@NullMarked
package dev.postern.metrics;

import org.jspecify.annotations.NullMarked;
