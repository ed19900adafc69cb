package dev.postern.config;

import dev.postern.access.LimitSettings;
import dev.postern.audit.AuditSettings;
import dev.postern.config.Config.Doors;
import dev.postern.config.Config.Rules;
import dev.postern.config.DatabasePlace.Embedded;
import dev.postern.config.DatabasePlace.External;
import dev.postern.crypto.Argon2Cost;
import dev.postern.embedded.EmbeddedSettings;
import dev.postern.http.HttpSettings;
import dev.postern.http.PemFiles;
import dev.postern.log.LogSettings;
import dev.postern.octets.SecretOctets;
import dev.postern.password.PasswordSettings;
import dev.postern.store.DatabaseSettings;
import dev.postern.token.OtpWindow;
import dev.postern.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Each section of the file: its keys, their kinds and their defaults.
final class Sections {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final Section root;

  Sections(Section root) {
    this.root = root;
  }

  Config read() {
    NodeSettings node = node();
    var config =
        new Config(
            node,
            database(node),
            keys(node),
            radius(),
            new Rules(passwords(), codes(), limits()),
            new Doors(api(), metrics()),
            audit(),
            log());
    root.refuseUnknown();
    return config;
  }

  private NodeSettings node() {
    Section section = root.section("node");
    String name = section.text("name", hostName());
    Path folder = section.file("folder", EmbeddedSettings.standard().home());
    section.refuseUnknown();
    return section.make(new NodeSettings("node", folder), () -> new NodeSettings(name, folder));
  }

  /// What the machine is called; without asking the network.
  private static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException _) {
      return "node";
    }
  }

  private DatabasePlace database(NodeSettings node) {
    Section section = root.section("database");
    boolean external = section.has("url");
    String url = section.text("url", "jdbc:postgresql:");
    String user = section.text("user", "postern");
    SecretOctets password = section.secret("password").orElse(SecretOctets.utf8(""));
    int connections = section.whole("connections", 16);
    Duration patience = section.duration("patience", Duration.ofSeconds(2));
    section.refuseUnknown();
    if (!external) {
      section.refuseWithout("url", "user", "password");
    }
    var settings =
        section.make(
            new DatabaseSettings("jdbc:postgresql:", user, password, 16, Duration.ofSeconds(2)),
            () -> new DatabaseSettings(url, user, password, connections, patience));
    EmbeddedSettings embedded = embedded(node, external);
    return external
        ? new External(settings)
        : new Embedded(embedded, settings.connections(), settings.patience());
  }

  private EmbeddedSettings embedded(NodeSettings node, boolean external) {
    Section section = root.section("embedded");
    var standard = EmbeddedSettings.in(node.folder());
    Path home = section.file("home", standard.home());
    int port = section.whole("port", standard.port());
    String systemUser = section.text("system-user", standard.systemUser());
    Duration patience = section.duration("patience", standard.patience());
    section.refuseUnknown();
    if (external && !section.empty()) {
      root.refuse("embedded", "is of no use beside database.url");
    }
    return section.make(
        standard,
        () ->
            new EmbeddedSettings(
                home,
                home,
                port,
                standard.durable(),
                standard.maxConnections(),
                systemUser,
                patience));
  }

  /// `keys.ring` is a reference like that of any secret; a file is read later, since it is made if
  /// there is none.
  private KeyPlace keys(NodeSettings node) {
    Section section = root.section("keys");
    KeyPlace standard = new KeyPlace.InFile(node.folder().resolve("keys"));
    KeyPlace place = section.value("ring", standard, text -> keyPlace(section, text));
    section.refuseUnknown();
    return place;
  }

  private static KeyPlace keyPlace(Section section, String text) {
    return text.startsWith("file:")
        ? new KeyPlace.InFile(Values.file(text.substring("file:".length())))
        : new KeyPlace.InVariable(text, section.referred(text));
  }

  private TransportSettings radius() {
    Section section = root.section("radius");
    var standard = TransportSettings.DEFAULT;
    var addresses = section.list("addresses", standard.addresses(), Sections::localAddress);
    int port = section.whole("port", standard.port());
    int sockets = section.whole("sockets-per-address", standard.socketsPerAddress());
    int inFlight = section.whole("in-flight", standard.inFlight());
    int remembered = section.whole("remembered", standard.remembered());
    Duration memory = section.duration("memory", standard.memory());
    Duration rescan = section.duration("rescan", standard.rescan());
    section.refuseUnknown();
    return section.make(
        standard,
        () ->
            new TransportSettings(addresses, port, sockets, inFlight, remembered, memory, rescan));
  }

  private static String localAddress(String text) {
    if (!text.equals("*")) {
      var _ = InetAddress.ofLiteral(text);
    }
    return text;
  }

  private PasswordSettings passwords() {
    Section section = root.section("passwords");
    var standard = PasswordSettings.usual(Runtime.getRuntime().availableProcessors());
    int memory = section.whole("memory-kib", standard.cost().memoryKib());
    int iterations = section.whole("iterations", standard.cost().iterations());
    int threads = section.whole("threads", standard.threads());
    int waiting = section.whole("waiting", standard.waiting());
    Duration longestWait = section.duration("longest-wait", standard.longestWait());
    boolean upgrade = section.flag("upgrade", standard.upgrade());
    section.refuseUnknown();
    return section.make(
        standard,
        () ->
            new PasswordSettings(
                new Argon2Cost(memory, iterations, standard.cost().parallelism()),
                threads,
                waiting,
                longestWait,
                upgrade));
  }

  private OtpWindow codes() {
    Section section = root.section("codes");
    var standard = OtpWindow.DEFAULT;
    int steps = section.whole("steps", standard.steps());
    int lookAhead = section.whole("look-ahead", standard.lookAhead());
    Duration reach = section.duration("resynchronization", standard.resynchronization());
    int counters = section.whole("counter-resynchronization", standard.counterResynchronization());
    section.refuseUnknown();
    return section.make(standard, () -> new OtpWindow(steps, lookAhead, reach, counters));
  }

  private LimitSettings limits() {
    Section section = root.section("limits");
    var standard = LimitSettings.DEFAULT;
    int free = section.whole("free-failures", standard.freeFailures());
    Duration firstDelay = section.duration("first-delay", standard.firstDelay());
    Duration longestDelay = section.duration("longest-delay", standard.longestDelay());
    int unknown = section.whole("unknown-failures", standard.unknownFailures());
    Duration lock = section.duration("lock", standard.lock());
    int suspendAfter = section.whole("suspend-after", standard.suspendAfter());
    Duration goodFor = section.duration("good-for", standard.goodFor());
    Duration floor = section.duration("reject-floor", standard.rejectFloor());
    int names = section.whole("unknown-names", standard.unknownNames());
    section.refuseUnknown();
    return section.make(
        standard,
        () ->
            new LimitSettings(
                free,
                firstDelay,
                longestDelay,
                unknown,
                lock,
                suspendAfter,
                goodFor,
                floor,
                names));
  }

  private ApiSettings api() {
    Section section = root.section("api");
    var settings = http(section, 8443);
    Path certificate = section.file("certificate", Path.of("/"));
    Path key = section.file("key", Path.of("/"));
    section.refuseUnknown();
    if (!section.has("certificate")) {
      section.refuseWithout("certificate", "key");
      return new ApiSettings(settings, List.of());
    }
    if (!section.has("key")) {
      section.refuse("certificate", "is of no use without api.key");
    }
    return new ApiSettings(settings, List.of(new PemFiles(certificate, key)));
  }

  private HttpSettings metrics() {
    Section section = root.section("metrics");
    var settings = http(section, 9812);
    section.refuseUnknown();
    return settings;
  }

  private static HttpSettings http(Section section, int port) {
    InetSocketAddress address = section.address("address", new InetSocketAddress(LOOPBACK, port));
    int connections = section.whole("connections", HttpSettings.DEFAULT_CONNECTIONS);
    var standard = HttpSettings.at(address.getAddress(), address.getPort());
    return section.make(
        standard,
        () ->
            new HttpSettings(
                standard.address(),
                standard.port(),
                connections,
                standard.headerBytes(),
                standard.bodyBytes(),
                standard.streamBytes(),
                standard.patience()));
  }

  private AuditSettings audit() {
    Section section = root.section("audit");
    var standard = AuditSettings.DEFAULT;
    int months = section.whole("kept-months", standard.keptMonths());
    section.refuseUnknown();
    return section.make(standard, () -> new AuditSettings(months));
  }

  private LogSettings log() {
    Section section = root.section("log");
    var standard = LogSettings.standard();
    var settings =
        new LogSettings(
            section.word("format", standard.format()), section.word("level", standard.level()));
    section.refuseUnknown();
    return settings;
  }
}
