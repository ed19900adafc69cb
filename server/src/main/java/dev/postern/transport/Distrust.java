package dev.postern.transport;

/// Why the peer of a connection is not listened to any longer.
public enum Distrust {
  /// What it sends is no packet.
  MALFORMED,
  /// A Message-Authenticator is wrong.
  FORGED
}
