package dev.postern.bench;

import dev.postern.radius.SharedSecret;
import java.net.InetSocketAddress;

/// A server that is logged in to: where it is, and whose time is counted.
record EapContestant(String name, InetSocketAddress radius, SharedSecret secret, long pid) {}
