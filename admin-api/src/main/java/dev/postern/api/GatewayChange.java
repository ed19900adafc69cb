package dev.postern.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to change in a gateway. `networks` and `refinements`, if there, are all of them from now
/// on; of `policy` only what is there changes.
public record GatewayChange(
    @Nullable List<String> networks,
    @Nullable Boolean enabled,
    @Nullable Boolean requireMessageAuthenticator,
    @Nullable Boolean limitProxyState,
    @Nullable Duration resend,
    @Nullable RadSec radSec,
    @Nullable PolicySettings policy,
    @Nullable List<PolicyRefinement> refinements) {}
