package dev.postern.eap;

/// Whom a client's certificate names: `user` is what counts, `whole` the name as it stands there.
public record ClientName(String user, String whole) {}
