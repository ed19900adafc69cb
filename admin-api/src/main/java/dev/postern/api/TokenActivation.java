package dev.postern.api;

/// A code of a pending token, which shows that its user holds it.
public record TokenActivation(Secret code) {}
