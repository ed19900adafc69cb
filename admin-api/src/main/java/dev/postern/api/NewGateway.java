package dev.postern.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A gateway to be added. Without `secret` the server makes one; what else is absent is as the
/// server's defaults have it. `resend` is how soon the gateway sends a request again that was not
/// answered.
public record NewGateway(
    String name,
    List<String> networks,
    @Nullable Secret secret,
    @Nullable Boolean requireMessageAuthenticator,
    @Nullable Boolean limitProxyState,
    @Nullable Duration resend,
    @Nullable RadSec radSec,
    @Nullable PolicySettings policy,
    @Nullable List<PolicyRefinement> refinements) {
  public NewGateway {
    networks = List.copyOf(networks);
  }
}
