package dev.postern.radsec;

import java.util.Locale;

/// Why a connection that was whole ended.
public enum Ending {
  /// The gateway closed it, or the network did.
  BY_THE_GATEWAY,
  IDLE,
  /// A packet did not come to its end in time.
  TOO_SLOW,
  /// A Length that no packet has.
  FRAMING,
  /// What came is no packet.
  MALFORMED,
  /// A Message-Authenticator was wrong.
  FORGED,
  /// It has no enabled gateway any more, or may not ask from where it does.
  NO_GATEWAY,
  /// Its certificate is trusted no more: it expired or was revoked, or its CA was taken away.
  UNTRUSTED,
  /// This server stops.
  STOPPING,
  FAILED;

  /// As it stands in a metric.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
