package dev.postern.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A gateway, without its shared secret. `networks` are addresses and CIDR ranges; every part of
/// `policy` is there. `resend` is how soon it sends a request again, within the budget of its
/// policy, `radSec` how it asks over TLS, absent if it does not, and `previousSecretUntil` until
/// when the secret before the present one is good too.
public record GatewayView(
    String name,
    List<String> networks,
    boolean enabled,
    boolean requireMessageAuthenticator,
    boolean limitProxyState,
    Duration resend,
    @Nullable RadSec radSec,
    PolicySettings policy,
    List<PolicyRefinement> refinements,
    @Nullable Instant previousSecretUntil,
    Instant createdAt,
    List<String> warnings) {
  public GatewayView {
    networks = List.copyOf(networks);
    refinements = List.copyOf(refinements);
    warnings = List.copyOf(warnings);
  }
}
