package dev.postern.token;

import dev.postern.octets.SecretOctets;

/// A token with its key unsealed, for the moment of a check.
public record KeyedToken(Token token, SecretOctets key) {}
