package dev.postern.embedded;

import dev.postern.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;

/// A process that starts the embedded PostgreSQL in the home given and holds it until it is killed.
final class HoldsPostgres {
  private HoldsPostgres() {}

  public static void main(String[] arguments) throws IOException {
    try (var postgres =
        EmbeddedPostgres.start(TestPostgres.settings(Path.of(arguments[0])), _ -> {})) {
      System.out.println("holding " + postgres.jdbcUrl("postgres"));
      int unused = System.in.read();
      assert unused < 0;
    }
  }
}
