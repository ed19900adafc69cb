package dev.postern.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a gateway asks over TLS. `names`, if there, are all names in its certificate by which it is
/// known: host names, addresses or URIs; `fromNetworks` is whether it is answered from its networks
/// alone, `only` whether its datagrams are left unanswered.
public record RadSec(
    @Nullable List<String> names, @Nullable Boolean fromNetworks, @Nullable Boolean only) {}
