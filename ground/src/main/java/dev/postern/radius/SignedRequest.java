package dev.postern.radius;

import dev.postern.octets.Octets;

/// A request that proves itself by its authenticator, and its octets as they are sent, each time
/// the same.
public record SignedRequest(Packet packet, Octets octets) {}
