package dev.postern.mschap;

import dev.postern.octets.SecretOctets;

/// What a right [MsChapV2Proof] is answered with: the server's own proof that it knows the
/// password, `S=` and 40 hex digits (RFC 2759, section 5), and the keys that both now have.
public record MsChapV2Success(SecretOctets authenticatorResponse, MppeKeys keys) {}
