package dev.postern.store;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// The version of the tables: what the database has, and what this server was built for.
///
/// Flyway, which takes most of a second, is called only to bring a schema up to date. Whether that
/// is needed is one query and a look at the names of the files in `db/migration`.
public final class Schema {
  private static final String FOLDER = "db/migration";
  private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*\\.sql");
  private static final String NO_SUCH_TABLE = "42P01";

  /// How the database's schema stands to the one that is needed.
  public sealed interface Standing {
    record UpToDate(int version) implements Standing {}

    /// To be brought up to date; version 0 is an empty database.
    record Behind(int version, int needed) implements Standing {}

    /// Made by a newer server, which this one does not understand.
    record Ahead(int version, int needed) implements Standing {}
  }

  private Schema() {}

  /// Compares. Throws [StoreUnavailable] if the database does not answer.
  public static Standing standing(Database database) {
    int needed = newest();
    int version = database.with("read the schema's version", Schema::version);
    if (version == needed) {
      return new Standing.UpToDate(version);
    }
    return version < needed
        ? new Standing.Behind(version, needed)
        : new Standing.Ahead(version, needed);
  }

  /// Brings the schema up to date; of several nodes that try at once, one does it and the others
  /// wait.
  public static void migrate(DatabaseSettings settings) {
    try {
      Flyway.configure()
          .dataSource(settings.jdbcUrl(), settings.user(), settings.password().revealUtf8())
          .locations("classpath:" + FOLDER)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreUnavailable("bring the schema up to date", e);
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT max(version::int) FROM flyway_schema_history WHERE success")) {
      return rows.next() ? rows.getInt(1) : 0;
    } catch (SQLException e) {
      if (NO_SUCH_TABLE.equals(e.getSQLState())) {
        return 0;
      }
      throw e;
    }
  }

  /// The highest version among the migrations that this server brings along.
  static int newest() {
    URL first = Objects.requireNonNull(Schema.class.getResource("/" + FOLDER + "/V1__logins.sql"));
    try {
      URI uri = first.toURI();
      if (!uri.getScheme().equals("jar")) {
        return newestIn(Objects.requireNonNull(Path.of(uri).getParent()));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return newestIn(jar.getPath("/" + FOLDER));
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("can't list the migrations of this build", e);
    }
  }

  private static int newestIn(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> MIGRATION.matcher(String.valueOf(file.getFileName())))
          .filter(name -> name.matches())
          .mapToInt(name -> Integer.parseInt(name.group(1)))
          .max()
          .orElseThrow();
    }
  }
}
