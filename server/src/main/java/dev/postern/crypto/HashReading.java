package dev.postern.crypto;

/// How reading a stored password hash ended.
sealed interface HashReading {
  record Read(StoredHash hash) implements HashReading {}

  /// `reason` is for the operator who imports it, and holds nothing of the hash but its kind and
  /// parameters.
  record Refused(String reason) implements HashReading {}
}
