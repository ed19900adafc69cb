package dev.postern.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A gateway to be added. Without `secret` the server makes one; what else is absent is as the
/// server's defaults have it.
public record NewGateway(
    String name,
    List<String> networks,
    @Nullable Secret secret,
    @Nullable Boolean requireMessageAuthenticator,
    @Nullable Boolean limitProxyState,
    @Nullable PolicySettings policy,
    @Nullable List<PolicyRefinement> refinements) {
  public NewGateway {
    networks = List.copyOf(networks);
  }
}
