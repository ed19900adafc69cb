package dev.postern.embedded;

import dev.postern.octets.SecretOctets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL of our own, running until it is closed.
///
/// It listens on 127.0.0.1 alone, asks for a password there too, and runs in a session of its own.
/// If this process is killed, PostgreSQL goes on, and the next start in the same home adopts it.
/// Any thread may use this.
public final class EmbeddedPostgres implements AutoCloseable {
  private static final int PORT_TRIES = 3;

  private final HomeFolder home;
  private final Postmaster postmaster;
  private final Superuser superuser;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable Supervisor supervisor;

  private EmbeddedPostgres(HomeFolder home, Postmaster postmaster, Superuser superuser, int port) {
    this.home = home;
    this.postmaster = postmaster;
    this.superuser = superuser;
    this.port = port;
  }

  /// Starts PostgreSQL, or adopts the one left running in this home; the first start in a home
  /// takes some seconds and tells `progress` what it is at, a line a step.
  ///
  /// @throws EmbeddedPostgresFailed if there is none to be had, with what to do about it
  public static EmbeddedPostgres start(EmbeddedSettings settings, Consumer<String> progress) {
    Platform.here();
    var random = new SecureRandom();
    HomeFolder home = HomeFolder.open(settings);
    try {
      Installation installation = Installation.open(settings, home.programs(), progress);
      Superuser superuser = Superuser.open(home, random);
      DatabaseFolder data = DatabaseFolder.open(home, installation, settings.durable(), progress);
      var postmaster = new Postmaster(home, installation, data, settings);
      var ports = new Ports(settings.port(), home, random);
      int port =
          adopt(postmaster, ports, superuser, progress)
              .orElseGet(() -> start(postmaster, ports, superuser, progress));
      return new EmbeddedPostgres(home, postmaster, superuser, port);
    } catch (RuntimeException e) {
      home.close();
      throw e;
    }
  }

  /// From now on PostgreSQL is started again, at the same port, should it end by itself.
  public synchronized void supervise(RestartListener listener) {
    if (supervisor == null && !closed.get()) {
      supervisor = new Supervisor(ward(), listener).begin();
    }
  }

  private Supervisor.Ward ward() {
    return new Supervisor.Ward() {
      @Override
      public boolean runs() {
        return postmaster.running().isPresent();
      }

      @Override
      public void start() {
        postmaster.start(port);
      }

      @Override
      public void tidy() {
        postmaster.boundLogs();
      }
    };
  }

  /// Where `database` is, as JDBC says it.
  public String jdbcUrl(String database) {
    return url(port, database);
  }

  /// The role to log in as; it may do anything.
  public String user() {
    return Superuser.NAME;
  }

  public SecretOctets password() {
    return superuser.password();
  }

  /// Creates a database unless there is one of that name.
  public void ensureDatabase(String name) {
    if (!name.matches("[a-z_][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("not a database name: " + name);
    }
    try (Connection connection = superuser.connect(jdbcUrl("postgres"));
        var statement = connection.createStatement()) {
      try (var found =
          statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + name + "'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new EmbeddedPostgresFailed(
          EmbeddedPostgresFailed.withAdvice(
              "cannot create the database " + name + ": " + Programs.oneLine(e.toString())),
          e);
    }
  }

  /// Stops PostgreSQL, whoever is connected.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try (home) {
        endSupervision();
        postmaster.stop();
      }
    }
  }

  private synchronized void endSupervision() {
    if (supervisor != null) {
      supervisor.close();
    }
  }

  /// Takes over what a killed Postern left running, if it is as we want it; else stops it.
  private static Optional<Integer> adopt(
      Postmaster postmaster, Ports ports, Superuser superuser, Consumer<String> progress) {
    Optional<ProcessHandle> running = postmaster.running();
    if (running.isEmpty()) {
      return Optional.empty();
    }
    long pid = running.get().pid();
    Optional<Integer> port =
        ports
            .usual()
            .filter(usual -> postmaster.isAsWanted(running.get(), usual))
            .filter(usual -> refusal(superuser, usual).isEmpty());
    if (port.isPresent()) {
      progress.accept("adopting the PostgreSQL left running (process " + pid + ")");
    } else {
      progress.accept("stopping the PostgreSQL left running otherwise (process " + pid + ")");
      postmaster.stop();
    }
    return port;
  }

  private static int start(
      Postmaster postmaster, Ports ports, Superuser superuser, Consumer<String> progress) {
    int port = startSomewhere(postmaster, ports, progress);
    Optional<SQLException> refusal = refusal(superuser, port);
    if (refusal.isPresent()) {
      postmaster.stop();
      throw new EmbeddedPostgresFailed(
          "PostgreSQL runs but refuses us: "
              + Programs.oneLine(refusal.get().toString())
              + "; restore the file superuser-password that belongs to this database",
          refusal.get());
    }
    return port;
  }

  /// Another program may take the chosen port between our look and PostgreSQL's: then the next one.
  private static int startSomewhere(Postmaster postmaster, Ports ports, Consumer<String> progress) {
    for (int tries = 1; ; tries++) {
      int port = ports.free();
      progress.accept("starting PostgreSQL on 127.0.0.1:" + port);
      try {
        postmaster.start(port);
        return port;
      } catch (EmbeddedPostgresFailed e) {
        if (tries == PORT_TRIES || !e.toString().contains("Address already in use")) {
          throw e;
        }
      }
    }
  }

  private static Optional<SQLException> refusal(Superuser superuser, int port) {
    try (var _ = superuser.connect(url(port, "postgres"))) {
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(e);
    }
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }
}
