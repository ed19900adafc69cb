package dev.postern.simulation;

import dev.postern.access.LimitSettings;
import dev.postern.octets.Octets;
import dev.postern.radius.PacketCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What must hold however the packets fell, looked at whenever a node sends something.
final class Checks {
  private record Step(String user, long step) {}

  private final Timeline timeline;
  private final List<String> broken = new ArrayList<>();
  private final Map<Step, SimulatedLogin> accepted = new HashMap<>();
  private final Map<Octets, Duration> arrivals = new HashMap<>();
  private int accepts;

  Checks(Timeline timeline) {
    this.timeline = timeline;
  }

  void broken(String what) {
    broken.add(timeline.now() + ": " + what);
  }

  List<String> broken() {
    return broken;
  }

  /// How many Accepts were heard: a simulation in which nobody comes in shows nothing.
  int accepts() {
    return accepts;
  }

  /// A packet reached a node; of its copies the first counts.
  void arrived(Octets packet) {
    arrivals.putIfAbsent(packet, timeline.now());
  }

  /// A node answered a packet of this login.
  void sent(SimulatedLogin login, Octets packet, int code) {
    switch (code) {
      case PacketCode.ACCESS_ACCEPT -> accepted(login);
      case PacketCode.ACCESS_REJECT -> rejected(login, packet);
      case PacketCode.ACCESS_CHALLENGE -> asked(login);
      default -> broken("a reply of code " + code + " to " + login);
    }
  }

  private void accepted(SimulatedLogin login) {
    accepts++;
    if (!login.right()) {
      broken("accepted though wrong: " + login);
    }
    var before = accepted.putIfAbsent(new Step(login.user(), login.step()), login);
    if (before != null && before != login) {
      broken("one code accepted for " + before + " and for " + login);
    }
  }

  private void asked(SimulatedLogin login) {
    if (login.appended() && inTime(login)) {
      broken("asked for a code that was appended: " + login);
    }
  }

  private void rejected(SimulatedLogin login, Octets packet) {
    var waited = timeline.now().minus(arrivals.getOrDefault(packet, Duration.ZERO));
    if (waited.compareTo(LimitSettings.DEFAULT.rejectFloor()) < 0) {
      broken("a Reject after " + waited + ", before the floor: " + login);
    }
    boolean excused = login.delayed() || login.stolen();
    if (login.right() && inTime(login) && !excused) {
      broken("rejected though right, within its budget: " + login);
    }
  }

  /// A copy that was long on the way may be answered as the stale packet that it is.
  private boolean inTime(SimulatedLogin login) {
    return timeline.now().compareTo(login.deadline()) <= 0;
  }
}
