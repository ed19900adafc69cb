package dev.postern.gateway;

import java.time.Duration;
import java.util.List;

/// What a gateway's settings come to: what its packets must bear, the policy of its users, and the
/// refinements of it. `resend` is how long the gateway waits before it sends a request again (S11);
/// nothing is decided by it, but it tells how long a failover takes.
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
