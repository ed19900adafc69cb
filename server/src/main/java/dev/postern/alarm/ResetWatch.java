package dev.postern.alarm;

import dev.postern.actor.Actor;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/// Counts how often each operator of the help desk helped somebody in, day by day (UTC): who sits
/// at a stolen help desk account resets one user after the other.
public final class ResetWatch {
  static final int MOST_ACTORS = 1024;

  private final AlarmSettings settings;
  private final Alarms alarms;
  private final InstantSource clock;
  private final Map<Actor, Integer> resets = new HashMap<>();
  private LocalDate day = LocalDate.MIN;

  public ResetWatch(AlarmSettings settings, Alarms alarms, InstantSource clock) {
    this.settings = settings;
    this.alarms = alarms;
    this.clock = clock;
  }

  /// `by` of the help desk unlocked somebody, or did the like.
  public void reset(Actor by) {
    if (count(by) == settings.resetsADay() + 1) {
      alarms.raise(
          AlarmKind.HELPDESK_RESETS, by.text(), "more than " + settings.resetsADay() + " a day");
    }
  }

  private synchronized int count(Actor by) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (!today.equals(day)) {
      day = today;
      resets.clear();
    }
    boolean room = resets.containsKey(by) || resets.size() < MOST_ACTORS;
    return room ? resets.merge(by, 1, Integer::sum) : 0;
  }
}
