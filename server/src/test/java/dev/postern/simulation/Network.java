package dev.postern.simulation;

import dev.postern.octets.Octets;
import dev.postern.radius.Decoded;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCodec;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Between gateway and nodes: packets are lost, doubled, late, and overtake each other.
final class Network {
  private static final InetSocketAddress GATEWAY = new InetSocketAddress("203.0.113.1", 4000);
  private static final Duration USUAL = Duration.ofMillis(900);
  private static final Duration LATE = Duration.ofSeconds(40);

  private final Simulation simulation;
  private final List<SimulatedNode> nodes;
  private final int lost;

  Network(Simulation simulation, List<SimulatedNode> nodes) {
    this.simulation = simulation;
    this.nodes = nodes;
    this.lost = simulation.chance().below(40);
  }

  void send(SimulatedLogin login, int node, Packet packet, Consumer<Packet> heard) {
    var octets = PacketCodec.encodeRequest(packet, simulation.secret());
    carry(() -> arrive(login, nodes.get(node), packet, octets, heard));
  }

  private void carry(Runnable arrival) {
    var chance = simulation.chance();
    if (!chance.percent(lost)) {
      simulation.timeline().after(chance.upTo(USUAL), arrival);
    }
    if (chance.percent(10)) {
      simulation.timeline().after(chance.upTo(LATE), arrival);
    }
  }

  private void arrive(
      SimulatedLogin login,
      SimulatedNode node,
      Packet packet,
      Octets octets,
      Consumer<Packet> heard) {
    simulation.checks().arrived(packet.authenticator());
    node.receive(octets, GATEWAY, reply -> answered(login, packet, reply, heard));
  }

  private void answered(
      SimulatedLogin login, Packet packet, Octets octets, Consumer<Packet> heard) {
    if (PacketCodec.decodeReply(octets, packet, simulation.secret())
            instanceof Decoded.Sound(Packet reply, var _, boolean authenticated)
        && authenticated) {
      simulation.checks().sent(login, packet.authenticator(), reply.code());
      carry(() -> heard.accept(reply));
    } else {
      simulation.checks().broken("a reply that does not prove itself");
    }
  }
}
