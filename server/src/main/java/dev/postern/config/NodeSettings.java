package dev.postern.config;

import java.nio.file.Path;

/// This node among the others, and the folder in which it keeps what is its own: its keys, its
/// certificate, the database that it brings along.
public record NodeSettings(String name, Path folder) {
  public NodeSettings {
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "name must be 1 to 64 letters, digits, dots, hyphens or underscores, not '" + name + "'");
    }
  }
}
