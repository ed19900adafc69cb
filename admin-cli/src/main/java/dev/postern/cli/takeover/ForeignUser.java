package dev.postern.cli.takeover;

import dev.postern.octets.SecretOctets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user of another system. Fields that it does not tell are empty.
///
/// @param secondFactor whether a password alone must never let them in
public record ForeignUser(
    String name,
    String displayName,
    String email,
    String phone,
    List<String> groups,
    Password password,
    boolean secondFactor) {
  public ForeignUser {
    groups = List.copyOf(groups);
  }

  /// Somebody of whom no more is known than the name.
  static ForeignUser named(String name) {
    return new ForeignUser(name, "", "", "", List.of(), new Password.None(), false);
  }

  ForeignUser with(Password other) {
    return new ForeignUser(name, displayName, email, phone, groups, other, secondFactor);
  }

  /// What the file has of a password.
  public sealed interface Password {
    record None() implements Password {}

    record Clear(SecretOctets text) implements Password {}

    /// A hash as `password_hash` takes it, an NT hash in hex, or both.
    record Hashed(@Nullable SecretOctets hash, @Nullable SecretOctets ntHash) implements Password {}
  }
}
