package dev.postern.eap;

import dev.postern.octets.Octets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The conversations that wait for their client, by gateway and State. In this node's memory, since
/// a TLS connection can't be written down, so that a gateway that turns to another node in the
/// middle has to begin anew.
///
/// When all places are taken, the gateway with the most conversations loses its oldest: one that
/// begins many and ends none is no harm to others.
final class OpenConversations {
  private static final long SWEEP_EVERY = 1_000_000_000L;

  private record Waiting(EapConversation conversation, long untilNanos) {}

  private final int most;
  private final LongSupplier nanos;
  private final Map<String, LinkedHashMap<Octets, Waiting>> byGateway = new LinkedHashMap<>();
  private int open;
  private long expired;
  private long displaced;
  private long sweptNanos;

  OpenConversations(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
    this.sweptNanos = nanos.getAsLong();
  }

  /// Takes a conversation out, so that no other request goes on with it.
  synchronized Optional<EapConversation> take(String gateway, Octets state) {
    var of = byGateway.get(gateway);
    var found = of == null ? null : of.remove(state);
    if (found == null) {
      return Optional.empty();
    }
    open--;
    if (found.untilNanos - nanos.getAsLong() < 0) {
      expired++;
      return Optional.empty();
    }
    return Optional.of(found.conversation);
  }

  synchronized void put(Octets state, EapConversation conversation, long waits) {
    sweep();
    if (open >= most) {
      displace();
    }
    byGateway
        .computeIfAbsent(conversation.gateway(), _ -> new LinkedHashMap<>())
        .put(state, new Waiting(conversation, nanos.getAsLong() + waits));
    open++;
  }

  private void displace() {
    var crowded = byGateway.values().stream().max(Comparator.comparingInt(Map::size)).orElseThrow();
    crowded.pollFirstEntry();
    open--;
    displaced++;
  }

  private void sweep() {
    long now = nanos.getAsLong();
    if (now - sweptNanos < SWEEP_EVERY) {
      return;
    }
    sweptNanos = now;
    for (var of : byGateway.values()) {
      int before = of.size();
      of.values().removeIf(waiting -> waiting.untilNanos - now < 0);
      open -= before - of.size();
      expired += before - of.size();
    }
    byGateway.values().removeIf(Map::isEmpty);
  }

  synchronized int open() {
    return open;
  }

  synchronized long expired() {
    return expired;
  }

  synchronized long displaced() {
    return displaced;
  }
}
