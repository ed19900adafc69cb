package dev.postern;

import dev.postern.certificate.CertificateUnusable;
import dev.postern.certificate.PemFiles;
import dev.postern.config.Config;
import dev.postern.config.ConfigOutcome;
import dev.postern.config.ConfigOutcome.Sound;
import dev.postern.config.ConfigOutcome.Unsound;
import dev.postern.config.ConfigReader;
import dev.postern.config.KeyPlace;
import dev.postern.crypto.KeyFile;
import dev.postern.crypto.KeyRing;
import dev.postern.crypto.KeyRingUnusable;
import dev.postern.log.Logging;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The command line of the server: one word, and the configuration to use.
public final class Main {
  private static final int DONE = 0;
  private static final int REFUSED = 1;
  private static final int WRONG_USE = 2;
  private static final int LONGEST_STOP_SECONDS = 15;

  private static final String USAGE =
      """
      usage: postern serve [--config FILE]         answers logins until it is told to stop
             postern migrate [--config FILE]       brings the database's schema up to date
             postern add-key NAME [--config FILE]  adds a fresh key to the key file, not used yet
             postern use-key NAME [--config FILE]  seals under that key of the key file from now on
             postern check-config [FILE]           tells everything that is wrong with it

      Without FILE: POSTERN_CONFIG, ./postern.yaml, /etc/postern/postern.yaml, or the defaults.
      """;

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  Main(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    var main = new Main(System.getenv(), System.out, System.err);
    System.exit(main.run(List.of(arguments)));
  }

  /// Does what it is told and returns the exit code: 0 done, 1 refused, 2 wrong use.
  int run(List<String> arguments) {
    String word = arguments.isEmpty() ? "" : arguments.getFirst();
    List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
    return switch (word) {
      case "serve" -> withConfig(option(rest), this::serve);
      case "migrate" -> withConfig(option(rest), this::migrate);
      case "add-key" -> withKey(rest, KeyFile::add);
      case "use-key" -> withKey(rest, KeyFile::makeCurrent);
      case "check-config" -> withConfig(argument(rest), this::check);
      case "help", "--help", "-h" -> tell(USAGE.strip());
      default -> wrongUse();
    };
  }

  /// Reads the files of certificates too, which a server would not start without.
  private int check(Config config) {
    try {
      config.eap().tls().ifPresent(files -> files.open(InstantSource.system()));
      config.radSec().ifPresent(radSec -> radSec.files().open(InstantSource.system()));
      config.doors().api().pem().ifPresent(PemFiles::context);
      return tell("the configuration is sound");
    } catch (CertificateUnusable e) {
      err.println(e.getMessage());
      return REFUSED;
    }
  }

  /// Changes the key file; a server that runs takes it up within seconds.
  private int withKey(List<String> rest, BiFunction<KeyFile, String, KeyRing> change) {
    if (rest.isEmpty()) {
      return wrongUse();
    }
    return withConfig(
        option(rest.subList(1, rest.size())),
        config -> {
          if (!(config.keys() instanceof KeyPlace.InFile(Path file))) {
            err.println("the keys are not in a file: change them where they come from");
            return REFUSED;
          }
          try {
            var ring = change.apply(new KeyFile(file, new SecureRandom()), rest.getFirst());
            return tell("the keys are " + ring.names() + ", the first one seals");
          } catch (KeyRingUnusable | IllegalArgumentException e) {
            err.println(e.getMessage());
            return REFUSED;
          }
        });
  }

  private int tell(String text) {
    out.println(text);
    return DONE;
  }

  private int wrongUse() {
    err.print(USAGE);
    return WRONG_USE;
  }

  /// Which configuration the arguments ask for.
  private sealed interface Asked {
    record TheUsual() implements Asked {}

    record Named(Path file) implements Asked {}

    record Nonsense() implements Asked {}
  }

  private static Asked option(List<String> rest) {
    if (rest.size() == 2 && rest.getFirst().equals("--config")) {
      return new Asked.Named(Path.of(rest.get(1)));
    }
    return rest.isEmpty() ? new Asked.TheUsual() : new Asked.Nonsense();
  }

  private static Asked argument(List<String> rest) {
    if (rest.size() == 1 && !rest.getFirst().startsWith("-")) {
      return new Asked.Named(Path.of(rest.getFirst()));
    }
    return option(rest);
  }

  /// Something that is done with a sound configuration, and its exit code.
  private interface Deed {
    int with(Config config);
  }

  private int withConfig(Asked asked, Deed deed) {
    return switch (asked) {
      case Asked.Nonsense() -> wrongUse();
      case Asked.Named(Path file) -> with(ConfigReader.read(file, environment), deed);
      case Asked.TheUsual() -> with(usual(), deed);
    };
  }

  private ConfigOutcome usual() {
    Optional<Path> file =
        Stream.concat(
                Optional.ofNullable(environment.get("POSTERN_CONFIG")).map(Path::of).stream(),
                Stream.of("postern.yaml", "/etc/postern/postern.yaml")
                    .map(Path::of)
                    .filter(Files::exists))
            .findFirst();
    return file.isPresent()
        ? ConfigReader.read(file.get(), environment)
        : ConfigReader.defaults(environment);
  }

  private int with(ConfigOutcome outcome, Deed deed) {
    return switch (outcome) {
      case Sound(Config config) -> deed.with(config);
      case Unsound(var problems) -> {
        problems.forEach(err::println);
        yield REFUSED;
      }
    };
  }

  private int migrate(Config config) {
    Logging.start(config.log());
    try {
      return tell(Migration.run(config));
    } catch (RuntimeException e) {
      return failed(LoggerFactory.getLogger(Main.class), e);
    }
  }

  /// Serves until a signal asks for the end. The hook that the signal runs wakes this thread, which
  /// closes everything, and waits for it.
  private int serve(Config config) {
    Logging.start(config.log());
    // Read once, at the first handshake; a client that negotiates anew makes work for nothing.
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    var log = LoggerFactory.getLogger(Main.class);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> log.error("thread {} failed", thread.getName(), failure));
    var closed = new CountDownLatch(1);
    var serving = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(serving, closed), "stop"));
    try (var _ = Server.start(config, InstantSource.system())) {
      new CountDownLatch(1).await();
      return DONE;
    } catch (InterruptedException _) {
      log.info("stopped");
      return DONE;
    } catch (RuntimeException e) {
      return failed(log, e);
    } finally {
      closed.countDown();
    }
  }

  private static void stop(Thread serving, CountDownLatch closed) {
    if (closed.getCount() == 0) {
      return;
    }
    serving.interrupt();
    try {
      var _ = closed.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// A failure that speaks for itself needs no stack trace, a bug does.
  private static int failed(Logger log, RuntimeException e) {
    if (e.getClass().getName().startsWith("dev.postern.")) {
      log.error(e.getMessage());
      log.debug("because of", e);
    } else {
      log.error("can't start", e);
    }
    return REFUSED;
  }
}
