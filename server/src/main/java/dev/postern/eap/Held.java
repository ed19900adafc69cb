package dev.postern.eap;

/// What whoever decides a login wants back with the client's next answer. No room but theirs knows
/// what it is.
public interface Held {}
