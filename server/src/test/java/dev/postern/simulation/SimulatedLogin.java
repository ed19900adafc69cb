package dev.postern.simulation;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.UserPassword;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One person's login at a gateway, which asks one node, again after two seconds and four, and then
/// the other node; with the same packet or with a new one each time.
final class SimulatedLogin {
  /// When a gateway sends, and from which on it asks the other node.
  private static final List<Integer> SENDS = List.of(0, 2, 4, 5, 7);

  private static final int OTHER_NODE_FROM = 3;
  private static final Duration BUDGET = Duration.ofSeconds(10); // of both nodes
  private static final Duration LONGEST_THOUGHT = Duration.ofSeconds(5);

  /// What a person does: `password` and how far off the code is that they type.
  record Plan(
      String user, String station, String password, int off, boolean appended, boolean newPackets) {
    boolean right() {
      return password.equals(Simulation.PASSWORD) && off == 0;
    }
  }

  private final Simulation simulation;
  private final Plan plan;
  private final int firstNode;
  private final Duration began;
  private Duration deadline;
  private long step = -1;
  private int phase;
  private boolean over;

  SimulatedLogin(Simulation simulation, Plan plan) {
    this.simulation = simulation;
    this.plan = plan;
    this.began = simulation.timeline().now();
    this.deadline = began.plus(BUDGET);
    this.firstNode = simulation.chance().below(2);
  }

  String user() {
    return plan.user;
  }

  boolean right() {
    return plan.right();
  }

  boolean appended() {
    return plan.appended;
  }

  long step() {
    return step;
  }

  /// Until when an answer is waited for.
  Duration deadline() {
    return deadline;
  }

  /// Whether its source has to wait, after failures.
  boolean delayed() {
    return simulation.logins().delayedSince(plan.station, began);
  }

  /// Whether its code was spent from elsewhere.
  boolean stolen() {
    return simulation.logins().spentElsewhere(plan.user, step, plan.station);
  }

  void begin() {
    ask(plan.appended ? plan.password + code() : plan.password, null);
  }

  /// Somebody else sends what this one typed, from elsewhere.
  void begin(long stolenStep) {
    step = stolenStep;
    ask(plan.password + simulation.code(plan.user, stolenStep + plan.off), null);
  }

  private String code() {
    step = simulation.timeline().instant().getEpochSecond() / 30;
    simulation.typed(this, plan.user, plan.right(), step);
    return simulation.code(plan.user, step + plan.off);
  }

  private void ask(String typed, @Nullable Octets state) {
    int asking = ++phase;
    deadline = simulation.timeline().now().plus(BUDGET);
    var first = packet(typed, state);
    for (int i = 0; i < SENDS.size(); i++) {
      int node = i < OTHER_NODE_FROM ? firstNode : 1 - firstNode;
      boolean sameAgain = i == 0 || !plan.newPackets;
      simulation
          .timeline()
          .after(
              Duration.ofSeconds(SENDS.get(i)),
              () -> send(asking, node, sameAgain ? first : packet(typed, state)));
    }
    simulation.timeline().after(BUDGET, () -> over |= asking == phase);
  }

  private void send(int asking, int node, Packet packet) {
    if (asking == phase && !over) {
      simulation.network().send(this, node, packet, reply -> heard(asking, reply));
    }
  }

  private Packet packet(String typed, @Nullable Octets state) {
    var octets = new byte[16];
    simulation.chance().nextBytes(octets);
    var authenticator = Octets.copyOf(octets);
    var hidden = UserPassword.hide(SecretOctets.utf8(typed), authenticator, simulation.secret());
    var attributes = new ArrayList<Attribute>();
    attributes.add(Attribute.text(AttributeNumber.USER_NAME, plan.user));
    attributes.add(new Attribute(AttributeNumber.USER_PASSWORD, hidden));
    attributes.add(Attribute.text(AttributeNumber.CALLING_STATION_ID, plan.station));
    attributes.add(Attribute.text(AttributeNumber.ACCT_SESSION_ID, plan.station + began));
    if (state != null) {
      attributes.add(new Attribute(AttributeNumber.STATE, state));
    }
    int identifier = simulation.chance().below(16); // so few that they come again
    return new Packet(PacketCode.ACCESS_REQUEST, identifier, authenticator, attributes);
  }

  private void heard(int asking, Packet reply) {
    if (asking != phase || over) {
      return;
    }
    if (reply.code() == PacketCode.ACCESS_CHALLENGE) {
      phase++;
      var state = reply.first(AttributeNumber.STATE).orElseThrow();
      var thought = simulation.chance().upTo(LONGEST_THOUGHT);
      simulation.timeline().after(thought, () -> ask(code(), state));
    } else {
      over = true;
    }
  }

  /// Without what was typed.
  @Override
  public String toString() {
    return plan.user + " from " + plan.station + ", begun at " + began;
  }
}
