package dev.postern.gateway;

import dev.postern.certificate.AlternativeName;

/// How a change of the register ended.
public sealed interface RegisterOutcome {
  /// This is how the gateway stands in it now.
  record Kept(RegisteredGateway gateway) implements RegisterOutcome {}

  record NameTaken() implements RegisterOutcome {}

  /// Another gateway, of that name, has this very network.
  record NetworkTaken(Network network, String gateway) implements RegisterOutcome {}

  /// Another gateway, of that name, is known by this name in its certificate.
  record CertificateNameTaken(AlternativeName name, String gateway) implements RegisterOutcome {}

  record NoSuchGateway() implements RegisterOutcome {}
}
