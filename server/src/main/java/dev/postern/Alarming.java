package dev.postern;

import dev.postern.actor.Actor;
import dev.postern.alarm.Alarms;
import dev.postern.alarm.ResetWatch;
import dev.postern.alarm.SprayWatch;
import dev.postern.metrics.AlarmMetrics;
import dev.postern.metrics.Metrics;
import dev.postern.store.PgAlarmBook;

/// What raises alarms.
record Alarming(SprayWatch sprays, ResetWatch resets) {
  static Alarming start(Ground ground, Stored stored, Metrics metrics, Closer opening) {
    var node = new Actor.Node(ground.config().node().name());
    var settings = ground.config().rules().alarms();
    var alarms =
        opening.add(
            new Alarms(
                new PgAlarmBook(stored.database()),
                node,
                ground.clock(),
                new AlarmMetrics(metrics)));
    return new Alarming(
        new SprayWatch(settings, alarms, ground.clock()),
        new ResetWatch(settings, alarms, ground.clock()));
  }
}
