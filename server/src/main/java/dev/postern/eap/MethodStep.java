package dev.postern.eap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;

/// What a method does next.
sealed interface MethodStep {
  /// Sends a Request of its type with this data.
  record Ask(Octets data) implements MethodStep {}

  /// Has a name and a password to be decided.
  record Show(String name, SecretOctets password) implements MethodStep {}

  record Fail(EapFailure why) implements MethodStep {}
}
