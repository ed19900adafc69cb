package dev.postern.radius;

/// What came of reading octets as a packet.
public sealed interface Decoded {
  /// A packet whose form is right, and whose proof is right if it bears one.
  ///
  /// `secret` is the one that proved it, or the first of those given if it bears no proof;
  /// `authenticated` tells whether it bore one: a Message-Authenticator, or the authenticator of an
  /// Accounting-Request.
  record Sound(Packet packet, SharedSecret secret, boolean authenticated) implements Decoded {}

  /// Octets that are no packet; `problem` is for a counter and a log, and quotes none of them.
  record Malformed(String problem) implements Decoded {}

  /// A packet whose Message-Authenticator or authenticator is not what the secret makes of it.
  record Forged() implements Decoded {}
}
