package dev.postern.gateway;

import dev.postern.radius.SharedSecret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A RADIUS client as the login needs it: its secrets, what its packets must bear, and its policy
/// with the refinements, of which the first that matches holds.
///
/// While a secret is rotated `previousSecret` is good too, until `previousUntil`.
public record Gateway(
    String name,
    SharedSecret secret,
    @Nullable SharedSecret previousSecret,
    Instant previousUntil,
    boolean requireMessageAuthenticator,
    boolean limitProxyState,
    GatewayPolicy policy,
    List<Refinement> refinements) {
  public Gateway {
    refinements = List.copyOf(refinements);
  }

  /// The secrets that are good at this moment, the newer first.
  public List<SharedSecret> secretsAt(Instant now) {
    return previousSecret == null || !now.isBefore(previousUntil)
        ? List.of(secret)
        : List.of(secret, previousSecret);
  }

  /// The policy for a request that carries these values; empty stands for an absent attribute.
  public GatewayPolicy policyFor(String connectInfo, String nasIdentifier, String vdom) {
    Optional<Refinement> refinement =
        refinements.stream().filter(r -> r.matches(connectInfo, nasIdentifier, vdom)).findFirst();
    return refinement.map(Refinement::policy).orElse(policy);
  }

  /// The same with policies for where nothing can be asked (S14).
  public Gateway withoutPrompt() {
    return new Gateway(
        name,
        secret,
        previousSecret,
        previousUntil,
        requireMessageAuthenticator,
        limitProxyState,
        policy.withoutPrompt(),
        refinements.stream().map(Refinement::withoutPrompt).toList());
  }
}
