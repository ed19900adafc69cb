package dev.postern.cli;

import dev.postern.api.LoginReply;
import dev.postern.api.Secret;
import dev.postern.files.WholeFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// The key that `posternctl login` got, kept for the commands after it in a file that only its
/// owner can read: three lines, of which the first names the server that it is for.
final class LoginKeyFile {
  /// A key kept, for a server and a while.
  record Kept(URI server, Instant expiresAt, Secret key) {}

  private final Path file;

  LoginKeyFile(Path file) {
    this.file = file;
  }

  static LoginKeyFile in(Surroundings surroundings) {
    return new LoginKeyFile(
        surroundings.folder("XDG_CONFIG_HOME", ".config").resolve("postern").resolve("key"));
  }

  Optional<Kept> read() {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.size() < 3
          ? Optional.empty()
          : Optional.of(
              new Kept(
                  URI.create(lines.get(0)), Instant.parse(lines.get(1)), new Secret(lines.get(2))));
    } catch (IOException | DateTimeParseException | IllegalArgumentException _) {
      return Optional.empty(); // there is none, or it is not ours
    }
  }

  void keep(URI server, LoginReply login) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      String lines = server + "\n" + login.expiresAt() + "\n" + login.key().text() + "\n";
      WholeFile.write(file, lines, WholeFile.OWNER_ONLY);
    } catch (IOException e) {
      throw CommandFailed.refused("the key can't be kept in " + file + ": " + e.getMessage(), null);
    }
  }

  void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw CommandFailed.refused(file + " can't be removed: " + e.getMessage(), null);
    }
  }
}
