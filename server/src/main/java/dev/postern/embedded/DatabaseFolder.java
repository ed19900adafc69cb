package dev.postern.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The folder of the database itself: made by `initdb`, refused if another major version made it.
///
/// @param folder what PostgreSQL calls PGDATA
record DatabaseFolder(Path folder) {
  private static final String UNFINISHED = "initdb-";

  /// The data directory in `home`, made if it is not there: under another name first, since a
  /// killed `initdb` leaves half of one.
  static DatabaseFolder open(
      HomeFolder home, Installation installation, boolean durable, Consumer<String> progress) {
    var data = new DatabaseFolder(home.path().resolve("data"));
    try {
      if (Files.exists(data.folder(), LinkOption.NOFOLLOW_LINKS)) {
        data.checkVersion(installation);
      } else {
        progress.accept("initialising the database in " + data.folder());
        data.initialise(home, installation, durable);
      }
      return data;
    } catch (IOException e) {
      throw EmbeddedPostgresFailed.cannot("use the data directory " + data.folder(), e);
    }
  }

  private void initialise(HomeFolder home, Installation installation, boolean durable)
      throws IOException {
    Folders.deleteAll(home.path(), UNFINISHED);
    Path fresh = Files.createTempDirectory(home.path(), UNFINISHED);
    home.user().own(fresh);
    home.programs().demand(home.user(), initdb(home, installation, fresh, durable));
    Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  /// One SCRAM iteration is enough for the superuser's password of 192 random bits, which nobody
  /// guesses however fast the guess; each connection is the cheaper for it. Roles that are made
  /// later get the usual number, by the postmaster's command line.
  private static List<String> initdb(
      HomeFolder home, Installation installation, Path fresh, boolean durable) {
    var command =
        new ArrayList<>(
            List.of(
                installation.program("initdb"),
                "--pgdata=" + fresh,
                "--username=" + Superuser.NAME,
                "--pwfile=" + Superuser.passwordFile(home),
                "--auth=scram-sha-256",
                "--data-checksums",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--set=scram_iterations=1",
                "--no-instructions"));
    if (!durable) {
      command.add("--no-sync");
    }
    return command;
  }

  private void checkVersion(Installation installation) throws IOException {
    String found =
        SmallFile.read(folder.resolve("PG_VERSION"))
            .map(String::strip)
            .orElseThrow(() ->
                new EmbeddedPostgresFailed(
                    folder + " is not a PostgreSQL data directory (no PG_VERSION); move it away"));
    if (!found.equals(installation.major())) {
      throw new EmbeddedPostgresFailed(
          "the database in %s was made by PostgreSQL %s and this Postern carries %s: dump it with the "
                  .formatted(folder, found, installation.version())
              + "Postern that made it, move the folder away, start, and load the dump");
    }
  }

  /// The postmaster that runs on this directory, if one does; a leftover `postmaster.pid` whose
  /// number meanwhile belongs to another program is removed, since PostgreSQL might take that
  /// program for itself. One whose process is gone PostgreSQL removes.
  Optional<ProcessHandle> postmaster() {
    try {
      Optional<ProcessHandle> process =
          pidLine(0).flatMap(DatabaseFolder::number).flatMap(ProcessHandle::of);
      if (process.isPresent() && !runsHere(process.get())) {
        Files.deleteIfExists(folder.resolve("postmaster.pid"));
        return Optional.empty();
      }
      return process;
    } catch (IOException e) {
      throw EmbeddedPostgresFailed.cannot("tell whether PostgreSQL runs in " + folder, e);
    }
  }

  /// Whether the postmaster says that it is ready for connections.
  boolean ready(ProcessHandle process) {
    try {
      return pidLine(0).equals(Optional.of(Long.toString(process.pid())))
          && pidLine(7).equals(Optional.of("ready"));
    } catch (IOException e) {
      throw EmbeddedPostgresFailed.cannot("read what PostgreSQL says in " + folder, e);
    }
  }

  /// A postmaster's current folder is its data directory.
  private boolean runsHere(ProcessHandle process) throws IOException {
    try {
      Path current = Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"));
      return current.equals(folder.toRealPath());
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  private Optional<String> pidLine(int index) throws IOException {
    return SmallFile.read(folder.resolve("postmaster.pid"))
        .flatMap(text -> text.lines().skip(index).findFirst())
        .map(String::strip);
  }

  private static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
