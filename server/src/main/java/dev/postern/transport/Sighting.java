package dev.postern.transport;

import dev.postern.octets.Octets;

/// How a request stands to those seen before (RFC 5080, section 2.2.2).
sealed interface Sighting {
  /// Not seen before, or another request has taken the identifier: to be answered.
  record First() implements Sighting {}

  /// The first copy is still in work: to be dropped.
  record InProgress() implements Sighting {}

  /// Answered before: these very octets again.
  record Answered(Octets reply) implements Sighting {}

  /// Memory is full: to be dropped, as if lost on the way.
  record Shed() implements Sighting {}
}
