package dev.postern.interop;

import dev.postern.certificate.PemFiles;
import dev.postern.testing.ServerProcess;
import dev.postern.testing.Site;
import dev.postern.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A node with a certificate for EAP, and wpa_supplicant's eapol_test, client and gateway in one,
/// that logs in at it.
final class Eapol implements AutoCloseable {
  static final String TLS_1_2 = "tls_disable_tlsv1_3=1";
  static final String TLS_1_3 =
      "tls_disable_tlsv1_0=1 tls_disable_tlsv1_1=1 tls_disable_tlsv1_2=1 tls_disable_tlsv1_3=0";
  static final String SAME_KEYS = "MPPE keys OK: 1  mismatch: 0";

  private static final Path PROGRAM = Path.of("/usr/bin/eapol_test");
  private static final String WITHOUT_EXTENDED_MASTER_SECRET =
      """
      openssl_conf = init
      [init]
      ssl_conf = parts
      [parts]
      system_default = options
      [options]
      Options = -ExtendedMasterSecret
      """;

  private final Running running;
  private final String gateway;
  private final boolean keys;
  private final Map<String, String> environment;

  private record Running(
      Path folder, TestDatabase database, Site site, ServerProcess server, PemFiles pem) {}

  private Eapol(Running running, String gateway, boolean keys, Map<String, String> environment) {
    this.running = running;
    this.gateway = gateway;
    this.keys = keys;
    this.environment = new TreeMap<>(environment);
  }

  /// Starts a node, with whatever it needs in this folder.
  static Eapol start(Path folder) {
    return start(folder, selfSigned(folder, "eap", "radius.example.org"), "");
  }

  /// Starts a node with this certificate, and these settings beside it.
  static Eapol start(Path folder, PemFiles pem, String eap) {
    Program.require(PROGRAM, "eapoltest");
    var database = TestDatabase.create();
    var site = new Site(Site.settings(database));
    var server = site.nodeWithEap("a", pem, eap);
    return new Eapol(new Running(folder, database, site, server, pem), "127.0.0.1", true, Map.of());
  }

  static PemFiles selfSigned(Path folder, String file, String name) {
    return new PemFiles(folder.resolve(file + ".pem"), folder.resolve(file + "-key.pem"))
        .orSelfSigned(List.of(name), InstantSource.system().instant(), new SecureRandom());
  }

  Site site() {
    return running.site;
  }

  Path certificate() {
    return running.pem.certificate();
  }

  /// The same from the gateway at this address.
  Eapol at(String gateway) {
    return new Eapol(running, gateway, keys, environment);
  }

  /// The same for a method that makes no keys.
  Eapol withoutKeys() {
    return new Eapol(running, gateway, false, environment);
  }

  /// The same as an old client.
  Eapol withoutExtendedMasterSecret() {
    var file = running.folder.resolve("openssl.cnf");
    try {
      Files.writeString(file, WITHOUT_EXTENDED_MASTER_SECRET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Eapol(running, gateway, keys, Map.of("OPENSSL_CONF", file.toString()));
  }

  /// What it says of a login by a network of these settings.
  String run(String... settings) {
    try {
      var network = Files.createTempFile(running.folder, "network", ".conf");
      Files.writeString(
          network,
          "network={\nkey_mgmt=IEEE8021X\neapol_flags=0\n" + String.join("\n", settings) + "\n}\n");
      var command = new ArrayList<>(List.of(PROGRAM.toString(), "-c", network.toString()));
      command.addAll(List.of("-a", "127.0.0.1", "-p", "" + running.server.radius().getPort()));
      command.addAll(List.of("-A", gateway, "-s", Site.SECRET.octets().revealUtf8()));
      command.addAll(List.of("-t", "20", "-r", "0"));
      if (!keys) {
        command.add("-n");
      }
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      var process = builder.start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    running.server.close();
    running.site.close();
    running.database.close();
  }
}
