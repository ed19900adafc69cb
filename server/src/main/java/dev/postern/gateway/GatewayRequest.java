package dev.postern.gateway;

import dev.postern.radius.Packet;
import dev.postern.radius.SharedSecret;
import java.net.InetSocketAddress;

/// A request from a known gateway, and the secret that its reply goes under. `arrivedNanos` is
/// [System#nanoTime]'s clock.
public record GatewayRequest(
    Gateway gateway,
    Packet packet,
    SharedSecret secret,
    InetSocketAddress source,
    long arrivedNanos) {}
