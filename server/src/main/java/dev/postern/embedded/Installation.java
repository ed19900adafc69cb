package dev.postern.embedded;

import dev.postern.embedded.RunAs.Ourselves;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked.
///
/// They are unpacked under another name and renamed when whole and on disk, so that a kill or a
/// power failure on the way leaves nothing half; a second process waits for the first and takes its
/// work.
///
/// @param version as in `18.6`
record Installation(Path folder, String version) {
  private static final String UNFINISHED = "unpacking-";

  /// The installation of our version, unpacked if it is not there.
  static Installation open(
      EmbeddedSettings settings, Programs programs, Consumer<String> progress) {
    Platform platform = Platform.here();
    String packaged = packagedVersion();
    String version = packaged.substring(0, packaged.lastIndexOf('.'));
    Path parent = settings.installations();
    Path folder = parent.resolve("postgresql-" + packaged + "-" + platform.name());
    if (!Files.isDirectory(folder)) {
      try (var _ = FolderLock.await(parent.resolve("unpacking.lock"), settings.patience())) {
        if (!Files.isDirectory(folder)) {
          progress.accept("unpacking PostgreSQL " + version + " into " + folder);
          unpack(platform, folder, parent, programs);
        }
      } catch (IOException e) {
        throw EmbeddedPostgresFailed.cannot("unpack PostgreSQL into " + parent, e);
      }
    }
    return new Installation(folder, version);
  }

  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  /// The part of the version that the format of a data directory goes with.
  String major() {
    return version.substring(0, version.indexOf('.'));
  }

  private static String packagedVersion() {
    try (InputStream in = resource("version.properties")) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("postgresql");
    } catch (IOException e) {
      throw EmbeddedPostgresFailed.cannot("read our own version.properties", e);
    }
  }

  private static InputStream resource(String name) {
    InputStream in = Installation.class.getResourceAsStream(name);
    if (in == null) {
      throw new EmbeddedPostgresFailed(
          name + " is missing from this build; configure an external PostgreSQL instead");
    }
    return in;
  }

  private static void unpack(Platform platform, Path folder, Path parent, Programs programs)
      throws IOException {
    Folders.deleteAll(parent, UNFINISHED);
    Path fresh = Files.createTempDirectory(parent, UNFINISHED);
    try (var packed = new BufferedInputStream(resource(platform.archive()));
        var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, fresh);
      }
    } catch (IOException e) {
      Folders.delete(fresh);
      throw e;
    }
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    programs.demand(new Ourselves(), List.of("sync", "--file-system", fresh.toString()));
    Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("the archive names a path outside of it: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
    } else if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(target.getParent());
      Files.copy(tar, target);
    }
    if (!Files.isSymbolicLink(target)) {
      boolean open = entry.isDirectory() || (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(open ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
