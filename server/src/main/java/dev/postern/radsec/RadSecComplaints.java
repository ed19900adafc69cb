package dev.postern.radsec;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lines that help an operator whose gateway does not get in, or is thrown out: who, what was
/// wrong, what to do. Each address is told of once a minute for each reason, and 64 lines a minute
/// at most, so that a flood is a few lines. How often it happened is counted elsewhere.
final class RadSecComplaints {
  private static final Logger LOG = LoggerFactory.getLogger(RadSecComplaints.class);
  private static final long PAUSE = Duration.ofMinutes(1).toNanos();
  private static final int MOST = 64;

  private final LongSupplier nanos;
  private final Map<Told, Long> told = new HashMap<>();

  private record Told(InetAddress source, Enum<?> why) {}

  RadSecComplaints(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// `who` is what its certificate says, empty if it showed none; `more` is what TLS said.
  void refused(InetSocketAddress source, Refusal why, String who, String more) {
    if (due(new Told(source.getAddress(), why))) {
      LOG.warn(
          "RadSec: {}{} is refused: {}{}{}",
          text(source),
          who.isEmpty() ? "" : " (" + who + ")",
          why.what(),
          more.isEmpty() ? "" : " (" + more + ")",
          why.hint().isEmpty() ? "" : "; hint: " + why.hint());
    }
  }

  void ended(InetSocketAddress source, String gateway, Ending why) {
    String what =
        switch (why) {
          case FRAMING, MALFORMED -> "it sends what is no RADIUS packet";
          case FORGED ->
              "a Message-Authenticator is wrong; hint: over TLS its shared secret is radsec";
          case TOO_SLOW -> "a packet did not come to its end in time";
          case NO_GATEWAY -> "the gateway was removed or changed";
          case UNTRUSTED -> "its certificate is trusted no more";
          case FAILED -> "TLS failed";
          case BY_THE_GATEWAY, IDLE, STOPPING -> "";
        };
    if (!what.isEmpty() && due(new Told(source.getAddress(), why))) {
      LOG.warn(
          "RadSec: the connection of gateway {} from {} is closed: {}",
          gateway,
          text(source),
          what);
    }
  }

  private static String text(InetSocketAddress source) {
    return source.getAddress().getHostAddress() + " port " + source.getPort();
  }

  private synchronized boolean due(Told line) {
    long now = nanos.getAsLong();
    told.values().removeIf(before -> now - before >= PAUSE);
    return told.size() < MOST && told.putIfAbsent(line, now) == null;
  }
}
