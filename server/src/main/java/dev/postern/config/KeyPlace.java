package dev.postern.config;

import dev.postern.octets.SecretOctets;
import java.nio.file.Path;

/// Where the key-encryption keys are.
public sealed interface KeyPlace {
  /// In a file, which is made with one fresh key if there is none.
  record InFile(Path file) implements KeyPlace {}

  /// In a variable of the environment, as text of the same form as the file.
  record InVariable(String name, SecretOctets text) implements KeyPlace {}
}
