package dev.postern.api;

/// The token that makes an operator's codes; `key` in Base32.
public record OperatorToken(
    Secret key, TokenView.Algorithm algorithm, int digits, int periodSeconds) {}
