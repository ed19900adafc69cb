package dev.postern.gateway;

import dev.postern.actor.Actor;
import dev.postern.radius.SharedSecret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The gateways as operators keep them. Every change is audited with who made it, and holds on all
/// nodes within a second; see [Gateways] for how it is used.
public interface GatewayRegister {
  RegisterOutcome add(RegisteredGateway gateway, SharedSecret secret, Actor by);

  /// Puts what `change` makes of the gateway in its place; nothing else changes it meanwhile, and
  /// nothing is changed if it throws.
  RegisterOutcome change(String name, UnaryOperator<RegisteredGateway> change, Actor by);

  /// Gives the gateway a new secret; the present one stays good until the given time.
  RegisterOutcome rotate(String name, SharedSecret secret, Instant previousUntil, Actor by);

  /// Whether there was such a gateway.
  boolean remove(String name, Actor by);

  Optional<RegisteredGateway> find(String name);

  /// At most `limit` gateways with a name after this one, in the order of their names.
  List<RegisteredGateway> list(String after, int limit);

  /// How many octets each gateway's present secret has, by the gateways' names. A gateway is absent
  /// if this node can't open its secret.
  Map<String, Integer> secretLengths();
}
