package dev.postern.simulation;

import dev.postern.access.AccessFlow;
import dev.postern.access.AccessHandler;
import dev.postern.access.AccessParts;
import dev.postern.access.LoginMeter;
import dev.postern.access.Logins;
import dev.postern.access.RequestIds;
import dev.postern.accounting.SessionClass;
import dev.postern.eap.EapConversations;
import dev.postern.eap.EapSettings;
import dev.postern.gateway.Gateway;
import dev.postern.octets.Octets;
import dev.postern.password.HashPool;
import dev.postern.password.LocalPasswords;
import dev.postern.testing.LoginStage;
import dev.postern.testing.LoginWorld;
import dev.postern.testing.TestParts;
import dev.postern.transport.GateClock;
import dev.postern.transport.GateMeter;
import dev.postern.transport.Received;
import dev.postern.transport.RequestGate;
import dev.postern.transport.TransportSettings;
import dev.postern.transport.Workers;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// A node, from the gate to its way to the store. It dies and comes back with nothing of what it
/// remembered.
final class SimulatedNode {
  private static final InetSocketAddress LOCAL = new InetSocketAddress("192.0.2.100", 1812);

  private final Timeline timeline;
  private final Turns turns;
  private final Chance chance;
  private final Logins store;
  private final HashPool hashes;
  private final Gateway gateway;
  private final Checks checks;
  private Life life;

  SimulatedNode(
      Timeline timeline,
      Turns turns,
      Chance chance,
      Logins store,
      HashPool hashes,
      Gateway gateway,
      Checks checks) {
    this.timeline = timeline;
    this.turns = turns;
    this.chance = chance;
    this.store = store;
    this.hashes = hashes;
    this.gateway = gateway;
    this.checks = checks;
    this.life = new Life();
  }

  /// From one start to the next death.
  private final class Life implements GateMeter {
    private boolean alive = true;
    private int begun;
    private int ended;
    private final RequestGate gate = gate();

    private RequestGate gate() {
      var logins = new SlowLogins(store, turns, chance, () -> alive);
      var handler =
          new AccessHandler(
              new AccessFlow(parts(logins)),
              LoginStage.REPLIES,
              new RequestIds(chance),
              new EapConversations(EapSettings.DEFAULT, Optional.empty(), timeline::nanos, chance),
              new SessionClass(LoginWorld.RING),
              () -> true,
              LoginMeter.NONE);
      return new RequestGate(
          _ -> Optional.of(gateway),
          handler::answer,
          new Workers(1024),
          TransportSettings.DEFAULT,
          new GateClock(timeline::instant, timeline::nanos),
          () -> true,
          this);
    }

    @Override
    public void received(Gateway from, int code) {
      begun++;
    }

    @Override
    public void duplicate(Gateway from, boolean answered) {
      begun--;
    }

    @Override
    public void failed(Gateway from, Throwable failure) {
      if (!(failure instanceof Trouble)) {
        checks.broken("a node failed: " + failure);
      }
      end();
    }

    @Override
    public void discarded(Gateway from) {
      end();
    }

    void end() {
      ended++;
      turns.done();
    }
  }

  private AccessParts parts(Logins logins) {
    var passwords = new LocalPasswords(hashes);
    return TestParts.of(logins, passwords, timeline::instant, timeline::nanos, chance);
  }

  /// Takes in a packet, unless it is dead; `reply` hears what it sends.
  void receive(Octets packet, InetSocketAddress source, Consumer<Octets> reply) {
    if (!life.alive) {
      return;
    }
    var living = life;
    int before = living.begun;
    living.gate.receive(
        new Received(packet, source, LOCAL, timeline.nanos(), wayBack(living, before, reply)));
    if (living.begun > before) {
      turns.await();
    }
  }

  private Received.WayBack wayBack(Life living, int before, Consumer<Octets> reply) {
    return new Received.WayBack() {
      @Override
      public void send(Octets octets) {
        if (living.alive) {
          reply.accept(octets);
        }
        if (living.begun > before) {
          living.end();
        }
      }

      @Override
      public void later(Duration delay, Runnable action) {
        timeline.after(delay, action);
        turns.done();
      }
    };
  }

  /// Dies, with all that it was about to do, and comes back after a while.
  void die(Duration away) {
    if (life.alive) {
      life.alive = false;
      timeline.after(away, () -> life = new Life());
    }
  }

  /// Nothing may be left of a request when all is over (RFC 5080, section 2.2.2).
  Optional<String> leftovers() {
    life.gate.sweep();
    int remembered = life.gate.remembered();
    return life.begun == life.ended && remembered == 0
        ? Optional.empty()
        : Optional.of(
            life.begun + " begun, " + life.ended + " ended, " + remembered + " remembered");
  }
}
