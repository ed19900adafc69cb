package dev.postern.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the operator of a gateway should mend, as lines of the log: each at most once a minute for
/// a gateway, and once a minute for all that are none, so that a flood is a line and not a flood of
/// lines. How often it happened is counted elsewhere.
final class Complaints {
  private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
  private static final long PAUSE = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanos;
  private final ConcurrentHashMap<String, Long> told = new ConcurrentHashMap<>();

  Complaints(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void unknownGateway(InetSocketAddress source) {
    if (due("an address that is no gateway's")) {
      LOG.warn(
          "packets from {} are dropped: it is no gateway; hint: posternctl gateway add",
          source.getAddress().getHostAddress());
    }
  }

  void unproven(String gateway) {
    if (due("unproven " + gateway)) {
      LOG.warn(
          "gateway {} sends packets without the Message-Authenticator that its settings require:"
              + " they are dropped; hint: have it sent, or set require-message-authenticator to no",
          gateway);
    }
  }

  /// Of what no setting excuses, such as EAP.
  void alwaysProven(String gateway, String what) {
    if (due("unproven " + what + " " + gateway)) {
      LOG.warn(
          "gateway {} sends {} without a Message-Authenticator, which {} always requires: it is"
              + " dropped; hint: have the gateway send one",
          gateway,
          what,
          what);
    }
  }

  void forged(String gateway) {
    if (due("forged " + gateway)) {
      LOG.warn(
          "gateway {} sends packets whose Message-Authenticator is wrong: they are dropped;"
              + " hint: compare the shared secrets",
          gateway);
    }
  }

  void crowded(String gateway) {
    if (due("crowded " + gateway)) {
      LOG.warn(
          "gateway {} sends packets whose Proxy-States leave no room for a reply of 4096 octets: they"
              + " are dropped; hint: look for proxies that pass requests in a circle",
          gateway);
    }
  }

  private boolean due(String what) {
    long now = nanos.getAsLong();
    Long before = told.get(what);
    if (before != null && now - before < PAUSE) {
      return false;
    }
    return before == null ? told.putIfAbsent(what, now) == null : told.replace(what, before, now);
  }
}
