package dev.postern.gateway;

import dev.postern.actor.Actor;
import dev.postern.radius.SharedSecret;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Gateways in memory.
public final class InMemoryGatewayRegister implements GatewayRegister {
  private final TreeMap<String, RegisteredGateway> gateways = new TreeMap<>();
  private final Map<String, SharedSecret> secrets = new HashMap<>();

  @Override
  public synchronized RegisterOutcome add(
      RegisteredGateway gateway, SharedSecret secret, Actor by) {
    if (gateways.containsKey(gateway.name())) {
      return new RegisterOutcome.NameTaken();
    }
    var outcome = keep(gateway);
    if (outcome instanceof RegisterOutcome.Kept) {
      secrets.put(gateway.name(), secret);
    }
    return outcome;
  }

  private RegisterOutcome keep(RegisteredGateway gateway) {
    for (var other : gateways.values()) {
      for (var network : gateway.networks()) {
        if (!other.name().equals(gateway.name()) && other.networks().contains(network)) {
          return new RegisterOutcome.NetworkTaken(network, other.name());
        }
      }
      for (var name : gateway.certificateNames()) {
        if (!other.name().equals(gateway.name()) && other.certificateNames().contains(name)) {
          return new RegisterOutcome.CertificateNameTaken(name, other.name());
        }
      }
    }
    gateways.put(gateway.name(), gateway);
    return new RegisterOutcome.Kept(gateway);
  }

  @Override
  public synchronized RegisterOutcome change(
      String name, UnaryOperator<RegisteredGateway> change, Actor by) {
    var before = gateways.get(name);
    return before == null ? new RegisterOutcome.NoSuchGateway() : keep(change.apply(before));
  }

  @Override
  public synchronized RegisterOutcome rotate(
      String name, SharedSecret secret, Instant previousUntil, Actor by) {
    var before = gateways.get(name);
    if (before == null) {
      return new RegisterOutcome.NoSuchGateway();
    }
    secrets.put(name, secret);
    return keep(
        new RegisteredGateway(
            name,
            before.networks(),
            before.enabled(),
            before.settings(),
            previousUntil,
            before.createdAt()));
  }

  @Override
  public synchronized boolean remove(String name, Actor by) {
    secrets.remove(name);
    return gateways.remove(name) != null;
  }

  @Override
  public synchronized Optional<RegisteredGateway> find(String name) {
    return Optional.ofNullable(gateways.get(name));
  }

  @Override
  public synchronized List<RegisteredGateway> list(String after, int limit) {
    return gateways.tailMap(after, false).values().stream().limit(limit).toList();
  }

  @Override
  public synchronized Map<String, Integer> secretLengths() {
    var lengths = new HashMap<String, Integer>();
    secrets.forEach((name, secret) -> lengths.put(name, secret.octets().length()));
    return lengths;
  }

  /// As if the key that it is sealed under were lost.
  public synchronized void loseSecret(String name) {
    secrets.remove(name);
  }

  public synchronized Optional<SharedSecret> secret(String name) {
    return Optional.ofNullable(secrets.get(name));
  }
}
