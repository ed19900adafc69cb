package dev.postern.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A strongSwan daemon that is the gateway or the client of a test, with a folder of its own.
///
/// It encrypts packets itself, by a tunnel device, since not every kernel does it.
final class Charon implements AutoCloseable {
  private static final Path DAEMON = Path.of("/usr/sbin/charon-systemd");
  private static final Path SWANCTL = Path.of("/usr/sbin/swanctl");
  private static final Path PLUGINS = Path.of("/usr/lib/ipsec/plugins");

  private static final String SETTINGS =
      """
      charon-systemd {
        load = random nonce openssl kdf hmac pem pkcs8 x509 {plugins} kernel-netlink \
      socket-default vici eap-identity
        plugins {
          vici {
            socket = unix://{folder}/vici
          }
          {settings}
        }
        filelog {
          stderr {
            default = 1
            flush_line = yes
          }
        }
      }
      swanctl {
        load = random openssl pem pkcs8 x509
      }
      """;

  private final Path folder;
  private final Function<String[], List<String>> machine;
  private final RunningProgram daemon;

  /// Starts it with plugins and their settings, on the machine that makes its commands.
  Charon(Path folder, Function<String[], List<String>> machine, String plugins, String settings)
      throws IOException {
    this.folder = Files.createDirectory(folder);
    this.machine = machine;
    String conf =
        SETTINGS
            .replace("{folder}", folder.toString())
            .replace("{plugins}", plugins)
            .replace("{settings}", settings);
    Files.writeString(folder.resolve("strongswan.conf"), conf);
    var command = machine.apply(new String[] {DAEMON.toString()});
    this.daemon =
        RunningProgram.start(folder, command, "", environment()).awaitSaying("worker threads");
  }

  static void require() {
    Program.require(DAEMON, "charon-systemd");
    Program.require(SWANCTL, "strongswan-swanctl");
    Program.require(PLUGINS.resolve("libstrongswan-openssl.so"), "libstrongswan-standard-plugins");
    Program.require(PLUGINS.resolve("libstrongswan-eap-radius.so"), "libcharon-extra-plugins");
    Program.require(PLUGINS.resolve("libstrongswan-eap-mschapv2.so"), "libcharon-extauth-plugins");
  }

  private Map<String, String> environment() {
    return Map.of(
        "STRONGSWAN_CONF", folder.resolve("strongswan.conf").toString(),
        "SWANCTL_DIR", folder.toString());
  }

  /// Gives it these connections, pools and secrets instead of those that it had.
  void load(String connections) {
    try {
      Files.writeString(folder.resolve("swanctl.conf"), connections);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    swanctl("--load-all", "--clear");
  }

  /// What it says while it does that.
  String swanctl(String... words) {
    var command = new ArrayList<>(List.of(SWANCTL.toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--uri", "unix://" + folder.resolve("vici")));
    var whole = machine.apply(command.toArray(String[]::new));
    try (var running = RunningProgram.start(folder, whole, "", environment())) {
      running.awaitEnd();
      return running.said();
    }
  }

  String said() {
    return daemon.said();
  }

  @Override
  public void close() {
    daemon.close();
  }
}
