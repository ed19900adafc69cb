package dev.postern.transport;

import dev.postern.gateway.Gateway;
import dev.postern.radius.SharedSecret;

/// Whom a connection belongs to, which was found out when it was made. `secret` is what packets on
/// it are proven by; `number` is 1 or more, and no other connection's while this server lives.
public record Connected(Gateway gateway, SharedSecret secret, long number) {}
