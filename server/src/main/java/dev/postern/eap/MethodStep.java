package dev.postern.eap;

import dev.postern.mschap.PasswordProof;
import dev.postern.octets.Octets;

/// What a method does next.
sealed interface MethodStep {
  /// Sends a Request of its type with this data.
  record Ask(Octets data) implements MethodStep {}

  /// Has something to be decided, and waits for [EapMethod#tell].
  record Show(String name, PasswordProof proof) implements MethodStep {}

  /// The client has shown a certificate of its own that is trusted, and waits likewise.
  record Certified(ClientName name) implements MethodStep {}

  /// The client has taken what it was told by [EapMethod#tell].
  record Taken() implements MethodStep {}

  record Fail(EapFailure why) implements MethodStep {}
}
