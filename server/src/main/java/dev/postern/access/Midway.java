package dev.postern.access;

import dev.postern.eap.Held;
import dev.postern.octets.Octets;

/// Where a login by EAP stands while its client is told something.
sealed interface Midway extends Held {
  /// A code was asked for, by the challenge of this State.
  record Asked(Octets state) implements Midway {}

  /// The server proved itself; nothing is decided yet.
  record Proving(Pending rest) implements Midway {}

  /// It is decided and accounted for, and the client has still to be told by Success or Failure.
  record Settled(AccessHandler.Decided decided) implements Midway {}
}
