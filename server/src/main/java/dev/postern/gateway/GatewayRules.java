package dev.postern.gateway;

import java.time.Duration;
import java.util.List;

/// What a gateway's settings come to: what its packets must bear, the policy of its users, and the
/// refinements of it. `resend` is how long the gateway waits before it sends a request again,
/// within the budget of its policy (S11); no login is decided by it.
public record GatewayRules(
    boolean requireMessageAuthenticator,
    boolean limitProxyState,
    Duration resend,
    GatewayPolicy policy,
    List<Refinement> refinements) {
  public GatewayRules {
    refinements = List.copyOf(refinements);
  }
}
