package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/// The PostgreSQL that a server brought along, found by its files: another server that is measured
/// beside it uses a database of its own there, so that both have the very same one.
record EmbeddedAtWork(long pid, int port, String password) {
  static final String USER = "postern";

  static EmbeddedAtWork in(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(find(folder, "postmaster.pid"));
    String password = Files.readString(find(folder, "superuser-password")).strip();
    return new EmbeddedAtWork(
        Long.parseLong(lines.getFirst().strip()), Integer.parseInt(lines.get(3).strip()), password);
  }

  private static Path find(Path folder, String name) throws IOException {
    try (Stream<Path> all = Files.walk(folder, 4)) {
      return all.filter(file -> file.endsWith(name))
          .findFirst()
          .orElseThrow(() -> new IOException("no " + name + " in " + folder));
    }
  }

  Connection connect(String database) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    return DriverManager.getConnection(url, USER, password);
  }
}
