package dev.postern.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;

/// As whom PostgreSQL's programs run, since they refuse root.
sealed interface RunAs {

  /// What stands before a command so that it runs so.
  List<String> prefix();

  /// Hands a file or folder of ours over.
  void own(Path path) throws IOException;

  /// Whether they can walk through `folder`.
  boolean mayEnter(Path folder) throws IOException;

  /// As the user that we are.
  record Ourselves() implements RunAs {
    @Override
    public List<String> prefix() {
      return List.of();
    }

    @Override
    public void own(Path path) {}

    @Override
    public boolean mayEnter(Path folder) {
      return Files.isExecutable(folder);
    }
  }

  /// As a user without any rights, since we are root.
  record SystemUser(String name, int uid, int gid) implements RunAs {
    @Override
    public List<String> prefix() {
      return List.of(
          "setpriv",
          "--reuid=" + uid,
          "--regid=" + gid,
          "--clear-groups",
          "--no-new-privs",
          "--inh-caps=-all",
          "--");
    }

    @Override
    public void own(Path path) throws IOException {
      Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public boolean mayEnter(Path folder) throws IOException {
      var permissions = Files.readAttributes(folder, PosixFileAttributes.class).permissions();
      PosixFilePermission needed =
          Files.getAttribute(folder, "unix:uid").equals(uid)
              ? PosixFilePermission.OWNER_EXECUTE
              : Files.getAttribute(folder, "unix:gid").equals(gid)
                  ? PosixFilePermission.GROUP_EXECUTE
                  : PosixFilePermission.OTHERS_EXECUTE;
      return permissions.contains(needed);
    }
  }

  /// Whether this process is root's.
  static boolean weAreRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      throw EmbeddedPostgresFailed.cannot("tell which user this is", e);
    }
  }
}
