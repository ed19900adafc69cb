package dev.postern.gateway;

import java.time.Duration;
import java.util.List;

/// What a gateway's settings come to: what its packets must bear, the policy of its users, and the
/// refinements of it. `resend` is how long the gateway waits before it sends a request again,
/// within the budget of its policy (S11); no login is decided by it. `radSec` is how it is known
/// over TLS.
public record GatewayRules(
    boolean requireMessageAuthenticator,
    boolean limitProxyState,
    Duration resend,
    RadSecRules radSec,
    GatewayPolicy policy,
    List<Refinement> refinements) {
  public GatewayRules {
    refinements = List.copyOf(refinements);
  }

  /// The number of the refinement that holds for a request with these values, 0 if none does.
  public int refinementFor(String connectInfo, String nasIdentifier, String vdom) {
    for (int i = 0; i < refinements.size(); i++) {
      if (refinements.get(i).matches(connectInfo, nasIdentifier, vdom)) {
        return i + 1;
      }
    }
    return 0;
  }

  /// The policy of a refinement by its number; 0 stands for the gateway's own.
  public GatewayPolicy policyOf(int refinement) {
    return refinement == 0 ? policy : refinements.get(refinement - 1).policy();
  }
}
