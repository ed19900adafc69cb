package dev.postern.testing;

import dev.postern.embedded.EmbeddedPostgres;
import dev.postern.embedded.EmbeddedSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;

/// Where PostgreSQL for tests lives: the programs once a machine and user, a home for each JVM that
/// is gone when the JVM is; in memory if there is room, since a new database is then made in
/// milliseconds. Homes left by killed JVMs are swept by the next one.
public final class TestPostgres {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM = 2L << 30;

  private TestPostgres() {}

  private static final class Holder {
    static final EmbeddedPostgres SHARED = start();
  }

  /// The PostgreSQL of this JVM.
  static EmbeddedPostgres shared() {
    return Holder.SHARED;
  }

  /// A home of its own for a test that starts PostgreSQL itself; the caller [#erase]s it.
  public static Path freshHome() {
    try {
      Path home = Files.createTempDirectory(homes(), "jvm-" + ProcessHandle.current().pid() + "-");
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Settings for tests: the programs shared, nothing forced to disk.
  public static EmbeddedSettings settings(Path home) {
    return new EmbeddedSettings(home, programs(), 0, false, 100, "nobody", Duration.ofSeconds(60));
  }

  /// Deletes a home with all that is in it.
  public static void erase(Path home) {
    try (var paths = Files.walk(home)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres start() {
    sweep();
    Path home = freshHome();
    var postgres = EmbeddedPostgres.start(settings(home), _ -> {});
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              postgres.close();
              erase(home);
            }));
    return postgres;
  }

  private static Path programs() {
    return ours(Path.of(System.getProperty("java.io.tmpdir")));
  }

  private static Path homes() {
    try {
      boolean room =
          Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ROOM;
      return room ? ours(MEMORY) : programs();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path ours(Path parent) {
    String user = System.getProperty("user.name");
    Path folder = parent.resolve("postern-testing-" + user);
    try {
      Files.createDirectories(folder);
      if (!Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName().equals(user)) {
        throw new IllegalStateException(folder + " belongs to somebody else; delete it");
      }
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Stops and erases what killed JVMs left, unless another JVM is at it.
  private static void sweep() {
    Path folder = homes();
    try (var channel =
            FileChannel.open(
                folder.resolve("sweep.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock();
        var homes = Files.newDirectoryStream(folder, "jvm-*")) {
      if (lock == null) {
        return;
      }
      for (Path home : homes) {
        if (ProcessHandle.of(owner(home)).isEmpty()) {
          stopOrphan(home);
          erase(home);
        }
      }
    } catch (IOException | RuntimeException e) {
      System.err.println("a home that a killed test left behind stays: " + e);
    }
  }

  /// The process that a home was made by, from its name `jvm-PID-…`.
  private static long owner(Path home) {
    String rest = home.getFileName().toString().substring("jvm-".length());
    return Long.parseLong(rest.substring(0, rest.indexOf('-')));
  }

  /// Adopting and closing is the way to end it.
  private static void stopOrphan(Path home) {
    if (Files.exists(home.resolve("data/postmaster.pid"))) {
      EmbeddedPostgres.start(settings(home), _ -> {}).close();
    }
  }
}
