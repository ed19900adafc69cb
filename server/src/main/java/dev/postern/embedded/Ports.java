package dev.postern.embedded;

import dev.postern.embedded.RunAs.Ourselves;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/// Chooses the port on 127.0.0.1: the one the operator gave, else the one of last time, else a free
/// one below those that the kernel hands out to outgoing connections.
final class Ports {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 30_000;
  private static final int TRIES = 100;

  private final int given;
  private final HomeFolder home;
  private final SecureRandom random;

  Ports(int given, HomeFolder home, SecureRandom random) {
    this.given = given;
    this.home = home;
    this.random = random;
  }

  /// The port that a PostgreSQL of ours would be at; empty if none was ever chosen.
  Optional<Integer> usual() {
    if (given != 0) {
      return Optional.of(given);
    }
    try {
      return SmallFile.read(file())
          .map(String::strip)
          .filter(text -> text.matches("[1-9][0-9]{0,4}"))
          .map(Integer::valueOf);
    } catch (IOException e) {
      throw EmbeddedPostgresFailed.cannot("read " + file(), e);
    }
  }

  /// A port that nobody listens on now; a given one that is taken is a failure.
  int free() {
    Optional<Integer> usual = usual().filter(Ports::isFree);
    if (usual.isPresent()) {
      return usual.get();
    }
    if (given != 0) {
      throw new EmbeddedPostgresFailed(
          "port " + given + " of 127.0.0.1 is taken by another program; give another, or 0");
    }
    int chosen = choose();
    try {
      SmallFile.write(file(), chosen + "\n", new Ourselves());
    } catch (IOException e) {
      throw EmbeddedPostgresFailed.cannot("write " + file(), e);
    }
    return chosen;
  }

  private int choose() {
    for (int i = 0; i < TRIES; i++) {
      int port = random.nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new EmbeddedPostgresFailed("no free port on 127.0.0.1 found; give one in the settings");
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private Path file() {
    return home.path().resolve("port");
  }
}
