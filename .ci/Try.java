import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `make try`: starts the server with its embedded PostgreSQL, makes a gateway, a user and a token
/// by the real command line, and logs the user in over UDP. Then the server goes on until Ctrl-C.
/// What an earlier try made is used again.
final class Try {
  private static final String GATEWAY = "try";
  private static final String USER = "jdoe";
  private static final URI READY = URI.create("http://127.0.0.1:9812/health/ready");
  private static final Path PROGRAMS = Path.of("target/postern/bin").toAbsolutePath();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final Path folder;
  private final Path secret;
  private final Path password;
  private final Path keyUri;

  private Try(Path home) throws IOException {
    folder = home.resolve("try");
    secret = folder.resolve("secret");
    password = folder.resolve("password");
    keyUri = folder.resolve("key-uri");
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(home, owner);
    Files.createDirectories(folder, owner);
  }

  public static void main(String[] arguments) throws Exception {
    System.exit(new Try(home()).run());
  }

  /// Where the server keeps its data if nobody says otherwise.
  private static Path home() {
    if (System.getProperty("user.name").equals("root")) {
      return Path.of("/var/lib/postern");
    }
    String given = System.getenv("XDG_DATA_HOME");
    return given != null && given.startsWith("/")
        ? Path.of(given, "postern")
        : Path.of(System.getProperty("user.home"), ".local/share/postern");
  }

  private int run() throws Exception {
    if (ready()) {
      System.err.println("a server is running here already: stop it first (port 9812 answers)");
      return 1;
    }
    Process server = start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    while (!ready()) {
      if (!server.isAlive()) {
        return 1;
      }
      Thread.sleep(200);
    }
    if (!prepare() || !logIn()) {
      return 1;
    }
    System.out.println(next());
    return server.waitFor();
  }

  private Process start() throws IOException {
    Path defaults = folder.resolve("postern.yaml");
    Files.writeString(defaults, "# nothing is said here, so everything is as by default\n");
    return new ProcessBuilder(
            PROGRAMS.resolve("postern").toString(), "serve", "--config", defaults.toString())
        .inheritIO()
        .start();
  }

  private static void stop(Process server) {
    server.destroy();
    try {
      server.waitFor(20, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean ready() throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(READY).timeout(Duration.ofSeconds(2)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  /// Makes what is not there yet. The secrets lie in files that only we can read.
  private boolean prepare() throws Exception {
    if (Files.exists(keyUri) && !quietly("whoami")) {
      System.out.println("\nposternctl has no key any more (posternctl login NAME gets one): what is");
      System.out.println("there is used as it is\n");
      return true;
    }
    keep(secret, 16);
    keep(password, 8);
    boolean done = true;
    if (!quietly("gateway", "show", GATEWAY)) {
      done &= run(secret, "gateway", "add", GATEWAY, "--network", "127.0.0.1/32", "--secret-stdin");
    }
    if (!quietly("user", "show", USER)) {
      done &= run(password, "user", "add", USER, "--password-stdin", "--display-name", "Jane Doe");
    }
    if (!Files.exists(keyUri)) {
      done &= run(null, "token", "add", USER, "--label", "try", "--uri-file", keyUri.toString());
    }
    System.out.println("\nthe token's key: " + Files.readString(keyUri).strip() + "\n");
    return done;
  }

  private static void keep(Path file, int octets) throws IOException {
    if (!Files.exists(file)) {
      var random = new byte[octets];
      new SecureRandom().nextBytes(random);
      var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Files.createFile(file, owner);
      Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
    }
  }

  /// A code is good once: one that an earlier try has used in this very half minute is refused, and
  /// the next one will do.
  private boolean logIn() throws Exception {
    if (radiusTest()) {
      return true;
    }
    long left = 31 - System.currentTimeMillis() / 1000 % 30;
    System.out.println("if that code was used before, the next one comes in " + left + " s");
    Thread.sleep(Duration.ofSeconds(left));
    return radiusTest();
  }

  private boolean radiusTest() throws Exception {
    return run(
        password,
        "radius",
        "test",
        USER,
        "--secret-file",
        secret.toString(),
        "--key-uri-file",
        keyUri.toString(),
        "--password-stdin");
  }

  private static ProcessBuilder posternctl(String... words) {
    var command = new ArrayList<>(List.of(PROGRAMS.resolve("posternctl").toString()));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).inheritIO();
  }

  private static boolean quietly(String... words) throws Exception {
    return posternctl(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static boolean run(Path input, String... words) throws Exception {
    System.out.println("$ posternctl " + String.join(" ", words));
    var process = posternctl(words);
    if (input != null) {
      process.redirectInput(input.toFile());
    }
    return process.start().waitFor() == 0;
  }

  private String next() {
    return """

        The server runs until Ctrl-C. To try next, in another terminal:
          echo "User-Name = %1$s, User-Password = $(cat %3$s), Message-Authenticator = 0x00" \\
            | radclient -x 127.0.0.1 auth "$(cat %2$s)"
          %4$s/posternctl explain %1$s
          %4$s/posternctl audit list
          %4$s/posternctl user list
          curl http://127.0.0.1:9812/metrics
          curl http://127.0.0.1:9812/health/ready
        """
        .formatted(USER, secret, password, PROGRAMS);
  }
}
