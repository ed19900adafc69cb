package dev.postern.embedded;

import dev.postern.embedded.RunAs.Ourselves;
import dev.postern.embedded.RunAs.SystemUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The home folder, ours alone as long as it is open: a lock in it keeps a second process out.
final class HomeFolder implements AutoCloseable {
  private final Path path;
  private final FolderLock lock;
  private final Programs programs;
  private final RunAs user;

  private HomeFolder(Path path, FolderLock lock, Programs programs, RunAs user) {
    this.path = path;
    this.lock = lock;
    this.programs = programs;
    this.user = user;
  }

  /// Where the home is if nobody says.
  static Path standard() {
    return standard(
        RunAs.weAreRoot(), System.getenv(), Path.of(System.getProperty("user.home", "/")));
  }

  /// Root's home is the machine's; another user's is where the XDG base directory specification
  /// puts it, which ignores a relative `XDG_DATA_HOME`.
  static Path standard(boolean root, Map<String, String> environment, Path userHome) {
    if (root) {
      return Path.of("/var/lib/postern");
    }
    @Nullable String given = environment.get("XDG_DATA_HOME");
    Path folder =
        given != null && given.startsWith("/") ? Path.of(given) : userHome.resolve(".local/share");
    return folder.resolve("postern");
  }

  static HomeFolder open(EmbeddedSettings settings) {
    Path path = settings.home();
    try {
      create(path);
      FolderLock lock = lock(path);
      try {
        var programs = new Programs(path, settings.patience());
        RunAs user =
            RunAs.weAreRoot() ? systemUser(programs, settings.systemUser()) : new Ourselves();
        admit(user, path);
        create(path.resolve("log"), user);
        return new HomeFolder(path, lock, programs, user);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw EmbeddedPostgresFailed.cannot("use the folder " + path, e);
    }
  }

  Path path() {
    return path;
  }

  Programs programs() {
    return programs;
  }

  /// As whom the programs run.
  RunAs user() {
    return user;
  }

  /// Makes a folder in the home that belongs to the programs' user.
  static void create(Path folder, RunAs user) throws IOException {
    if (!Files.isDirectory(folder)) {
      create(folder);
      user.own(folder);
    }
  }

  private static void create(Path folder) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(folder, mode);
  }

  private static FolderLock lock(Path home) throws IOException {
    return FolderLock.take(home.resolve("lock"))
        .orElseThrow(() ->
            new EmbeddedPostgresFailed(
                "the folder "
                    + home
                    + " is in use by another Postern; stop that one or choose another home"));
  }

  private static SystemUser systemUser(Programs programs, String name) {
    List<String> question = List.of("getent", "passwd", name);
    if (programs.run(new Ourselves(), question).exit() != 0) {
      programs.run(
          new Ourselves(),
          List.of(
              "useradd",
              "--system",
              "--user-group",
              "--no-create-home",
              "--home-dir=/nonexistent",
              "--shell=/usr/sbin/nologin",
              name));
    }
    Programs.Ran answer = programs.run(new Ourselves(), question);
    String[] fields = answer.output().split(":", -1);
    if (answer.exit() != 0 || fields.length < 4) {
      throw new EmbeddedPostgresFailed(
          "cannot create the system user "
              + name
              + " ("
              + Programs.oneLine(programs.lastWords(List.of("useradd")))
              + "); create it, or start as a user other than root");
    }
    return new SystemUser(name, Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
  }

  /// Opens the home to the programs' user, and names the first folder above that is closed to it.
  private static void admit(RunAs user, Path home) throws IOException {
    if (user instanceof SystemUser system && !user.mayEnter(home)) {
      Files.setAttribute(home, "unix:gid", system.gid());
      var permissions = Files.getPosixFilePermissions(home);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      Files.setPosixFilePermissions(home, permissions);
    }
    for (Path folder = home; folder != null; folder = folder.getParent()) {
      if (!user.mayEnter(folder)) {
        throw new EmbeddedPostgresFailed(
            "PostgreSQL cannot reach "
                + home
                + ", since "
                + folder
                + " is closed to its user; choose another home folder");
      }
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw EmbeddedPostgresFailed.cannot("unlock " + path, e);
    }
  }
}
