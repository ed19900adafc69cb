package dev.postern.api;

/// A machine's key just made. `secret` is what the machine sends; it is not shown again.
public record KeyCreated(KeyView key, Secret secret) {}
