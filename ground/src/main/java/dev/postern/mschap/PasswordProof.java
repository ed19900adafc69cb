package dev.postern.mschap;

import dev.postern.octets.SecretOctets;

/// What a request shows of a password. All are compared in constant time and print nothing that a
/// password could be guessed from.
///
/// [Plain] can be compared with whatever is kept of a password, [ChapProof] with the password
/// alone, [MsChapProof] and [MsChapV2Proof] with its [NtHash] or the password.
public sealed interface PasswordProof
    permits PasswordProof.Plain, ChapProof, MsChapProof, MsChapV2Proof, PasswordProof.None {
  /// The password itself, as PAP sends it (RFC 2865, section 5.2).
  record Plain(SecretOctets password) implements PasswordProof {}

  /// Nothing that could be compared; `problem` is for a log, and quotes no octet of the packet.
  record None(String problem) implements PasswordProof {}
}
