package dev.postern.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A file system of its own, of a size that a test can fill: in memory, mounted until it is closed,
/// which takes root.
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /// Mounts one of so many MiB; empty if this process may not mount.
  public static Optional<SmallDisk> mount(int mebibytes) {
    Path folder = TestPostgres.freshHome();
    String options = "mode=0711,size=" + mebibytes + "m";
    if (run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString())) {
      var disk = new SmallDisk(folder);
      Runtime.getRuntime().addShutdownHook(new Thread(disk::close));
      return Optional.of(disk);
    }
    TestPostgres.erase(folder);
    return Optional.empty();
  }

  public Path folder() {
    return folder;
  }

  /// Takes all the space that is left, also what became free since the last time.
  public void fill() {
    try (OutputStream out =
        Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      byte[] block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left on device")) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Gives back what [#fill] took.
  public void empty() {
    try {
      Files.deleteIfExists(ballast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  /// Lazily: what still runs there keeps it until it ends.
  @Override
  public void close() {
    if (Files.exists(folder)) {
      run("umount", "--lazy", folder.toString());
      TestPostgres.erase(folder);
    }
  }

  private static boolean run(String... command) {
    try {
      var process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
