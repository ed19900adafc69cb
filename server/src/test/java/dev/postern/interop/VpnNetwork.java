package dev.postern.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Two machines for one test, each a network namespace: a gateway, which reaches this machine, and
/// a client, which reaches the gateway and nothing else. Takes root.
final class VpnNetwork implements AutoCloseable {
  /// Where the client finds the gateway.
  static final String GATEWAY = "10.99.0.1";

  static final String NAME = "vpn.example.org";
  static final String CLIENT = "10.99.0.2";

  /// Links of four addresses each in 198.18.0.0/16, a network for tests (RFC 2544): one a process
  /// of tests, so that some may run beside each other.
  private static final int LINKS = 1 << 14;

  private final Path folder;
  private final String number;
  private final String gateway;
  private final String client;
  private final String link;

  private VpnNetwork(Path folder, long number) {
    this.folder = folder;
    this.number = String.valueOf(number);
    this.gateway = "postern-gateway-" + number;
    this.client = "postern-client-" + number;
    this.link = "198.18." + (number >> 6) + "." + ((number & 63) << 2);
  }

  static VpnNetwork create(Path folder) {
    Program.requireRoot();
    Program.require(Path.of("/usr/bin/openssl"), "openssl");
    Program.require(Path.of("/usr/bin/ip"), "iproute2");
    Program.require(Path.of("/usr/bin/ping"), "iputils-ping");
    var network = new VpnNetwork(folder, ProcessHandle.current().pid() % LINKS);
    try {
      network.build();
      return network;
    } catch (RuntimeException | AssertionError e) {
      network.close();
      throw e;
    }
  }

  private void build() {
    String here = "ptn-h" + number;
    ip("netns", "add", gateway);
    ip("netns", "add", client);
    ip("link", "add", here, "type", "veth", "peer", "name", "outside", "netns", gateway);
    ip("address", "add", here() + "/30", "dev", here);
    ip("link", "set", here, "up");
    ip("-n", gateway, "address", "add", asked() + "/30", "dev", "outside");
    ip(
        "-n", gateway, "link", "add", "inside", "type", "veth", "peer", "name", "out", "netns",
        client);
    ip("-n", gateway, "address", "add", GATEWAY + "/24", "dev", "inside");
    ip("-n", client, "address", "add", CLIENT + "/24", "dev", "out");
    for (String device : List.of("lo", "outside", "inside")) {
      ip("-n", gateway, "link", "set", device, "up");
    }
    for (String device : List.of("lo", "out")) {
      ip("-n", client, "link", "set", device, "up");
    }
  }

  private void ip(String... words) {
    RunningProgram.done(
        folder, Stream.concat(Stream.of("ip"), Stream.of(words)).toArray(String[]::new));
  }

  /// This machine's address on the link to the gateway.
  String here() {
    return address(1);
  }

  /// The address that the gateway asks from.
  String asked() {
    return address(2);
  }

  private String address(int last) {
    int dot = link.lastIndexOf('.');
    return link.substring(0, dot + 1) + (Integer.parseInt(link.substring(dot + 1)) + last);
  }

  /// The command, to be run on the gateway.
  List<String> onGateway(String... command) {
    return in(gateway, command);
  }

  /// The command, to be run by the client.
  List<String> onClient(String... command) {
    return in(client, command);
  }

  private static List<String> in(String space, String... command) {
    var whole = new ArrayList<>(List.of("ip", "netns", "exec", space));
    whole.addAll(List.of(command));
    return whole;
  }

  /// Whether this machine has tunnel devices for programs.
  boolean hasTunnels() {
    if (!Files.exists(Path.of("/dev/net/tun"))) {
      return false;
    }
    var command = onClient("ip", "tuntap", "add", "dev", "trial", "mode", "tun");
    try (var trial = RunningProgram.start(folder, command)) {
      if (trial.awaitEnd() != 0) {
        return false;
      }
    }
    ip("-n", client, "link", "delete", "trial");
    return true;
  }

  /// Writes `vpn.pem` and `vpn-key.pem`, by which clients know the gateway.
  void writeCertificate() {
    var options = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2";
    var command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(options.split(" ")));
    command.addAll(List.of("-subj", "/CN=" + NAME));
    command.addAll(List.of("-addext", "subjectAltName=DNS:" + NAME + ",IP:" + GATEWAY));
    command.addAll(List.of("-out", folder.resolve("vpn.pem").toString()));
    command.addAll(List.of("-keyout", folder.resolve("vpn-key.pem").toString()));
    RunningProgram.done(folder, command.toArray(String[]::new));
  }

  /// Ends whatever still runs in it, too.
  @Override
  public void close() {
    for (String space : List.of(gateway, client)) {
      RunningProgram.run(folder, List.of("ip", "netns", "pids", space), "")
          .lines()
          .filter(line -> line.chars().allMatch(Character::isDigit))
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
          .forEach(ProcessHandle::destroyForcibly);
      RunningProgram.run(folder, List.of("ip", "netns", "delete", space), "");
    }
    RunningProgram.run(folder, List.of("ip", "link", "delete", "ptn-h" + number), "");
  }
}
