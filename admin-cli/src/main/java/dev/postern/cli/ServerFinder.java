package dev.postern.cli;

import dev.postern.api.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the server, the key for it, and whom to trust.
///
/// The server: `--server`, `POSTERN_SERVER`, or this machine. The key: `--key-file`, `POSTERN_KEY`,
/// the key of `posternctl login` if it is for this server and still good, or, for a server on this
/// machine, the first key, which the server laid into its own folder. There its first certificate
/// lies too, and is trusted alone.
final class ServerFinder {
  private static final URI HERE = URI.create("https://127.0.0.1:8443");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final String LOG_IN = "log in: posternctl login NAME";
  private static final String FIRST_KEY = "first-key";
  private static final String CERTIFICATE = "admin-certificate.pem";

  private final Surroundings surroundings;
  private final GlobalOptions options;

  ServerFinder(Surroundings surroundings, GlobalOptions options) {
    this.surroundings = surroundings;
    this.options = options;
  }

  AdminApi withKey() {
    URI server = server();
    Found found = key(server);
    return new AdminApi(client(server), server, found.key(), found.whenRefused());
  }

  /// With the key of the login, if it is for this server and still good.
  Optional<AdminApi> withLoginKey() {
    URI server = server();
    return loginKey(server).map(key -> new AdminApi(client(server), server, key, null));
  }

  AdminApi withoutKey() {
    URI server = server();
    return new AdminApi(client(server), server, null, null);
  }

  URI server() {
    URI server =
        Optional.ofNullable(options.server)
            .or(() -> surroundings.variable("POSTERN_SERVER"))
            .map(ServerFinder::address)
            .orElse(HERE);
    boolean sealed = "https".equals(server.getScheme());
    if (server.getHost() == null || !(sealed || "http".equals(server.getScheme()))) {
      throw CommandFailed.wrongUse(
          server + " is no address of a server", "such as https://postern.example.org:8443");
    }
    if (!sealed && !onThisMachine(server)) {
      throw CommandFailed.wrongUse(
          "no key is sent without TLS to " + server, "write https instead of http");
    }
    return server;
  }

  private static URI address(String text) {
    try {
      return URI.create(text.contains("://") ? text : "https://" + text);
    } catch (IllegalArgumentException _) {
      throw CommandFailed.wrongUse(
          text + " is no address of a server", "such as https://postern.example.org:8443");
    }
  }

  private static boolean onThisMachine(URI server) {
    return LOOPBACK.contains(server.getHost());
  }

  private HttpClient client(URI server) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(Duration.ofSeconds(5))
        .sslContext(trust(server).context())
        .build();
  }

  private Trust trust(URI server) {
    if (options.ca != null) {
      return new Trust.InIssuers(options.ca);
    }
    return besideTheServer(server, CERTIFICATE)
        .<Trust>map(Trust.InOne::new)
        .orElseGet(Trust.OfTheSystem::new);
  }

  /// A key, and what to do if the server does not take it.
  private record Found(Secret key, String whenRefused) {}

  private Found key(URI server) {
    if (options.keyFile != null) {
      return new Found(read(options.keyFile), "give a good key in --key-file FILE");
    }
    return surroundings
        .variable("POSTERN_KEY")
        .map(text -> new Found(new Secret(text), "put a good key into POSTERN_KEY"))
        .or(() -> loginKey(server).map(key -> new Found(key, LOG_IN)))
        .or(() -> besideTheServer(server, FIRST_KEY).map(ServerFinder::firstKey))
        .orElseThrow(() ->
            CommandFailed.refused(
                "no key for " + server + " is at hand", LOG_IN + ", or give --key-file FILE"));
  }

  private static Found firstKey(Path file) {
    return new Found(
        read(file),
        file + " was good until the first admin logged in; now log in: posternctl login NAME");
  }

  private Optional<Secret> loginKey(URI server) {
    return LoginKeyFile.in(surroundings)
        .read()
        .filter(kept -> kept.server().equals(server))
        .filter(kept -> kept.expiresAt().isAfter(surroundings.clock().instant()))
        .map(LoginKeyFile.Kept::key);
  }

  /// A file that the server on this machine made at its first start.
  private Optional<Path> besideTheServer(URI server, String name) {
    return onThisMachine(server)
        ? serverFolders().stream()
            .map(folder -> folder.resolve(name))
            .filter(Files::isReadable)
            .findFirst()
        : Optional.empty();
  }

  private List<Path> serverFolders() {
    Optional<String> named = surroundings.variable("POSTERN_HOME");
    if (named.isPresent()) {
      return List.of(Path.of(named.get()));
    }
    var folders = new ArrayList<Path>();
    if (surroundings.root()) {
      folders.add(Path.of("/var/lib/postern"));
    }
    folders.add(surroundings.folder("XDG_DATA_HOME", ".local/share").resolve("postern"));
    return folders;
  }

  private static Secret read(Path file) {
    try {
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        throw CommandFailed.wrongUse("there is no key in " + file, null);
      }
      return new Secret(text);
    } catch (IOException e) {
      throw CommandFailed.wrongUse("no key can be read from " + file, null);
    }
  }
}
