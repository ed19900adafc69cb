package dev.postern.config;

import dev.postern.access.LimitSettings;
import dev.postern.alarm.AlarmSettings;
import dev.postern.audit.AuditSettings;
import dev.postern.certificate.PemFiles;
import dev.postern.certificate.TlsFiles;
import dev.postern.certificate.TrustFiles;
import dev.postern.config.Config.Doors;
import dev.postern.config.Config.Rules;
import dev.postern.config.DatabasePlace.Embedded;
import dev.postern.config.DatabasePlace.External;
import dev.postern.crypto.Argon2Cost;
import dev.postern.eap.ClientCertificates;
import dev.postern.eap.ClientNames;
import dev.postern.eap.EapSettings;
import dev.postern.embedded.EmbeddedSettings;
import dev.postern.http.HttpSettings;
import dev.postern.log.LogSettings;
import dev.postern.octets.SecretOctets;
import dev.postern.password.PasswordSettings;
import dev.postern.radsec.RadSecLimits;
import dev.postern.radsec.RadSecSettings;
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
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Each section of the file: its keys, their kinds and their defaults.
final class Sections {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  /// What RADIUS over TLS may be told beside its certificate.
  private static final String[] RADSEC = {
    "ca",
    "crl",
    "addresses",
    "port",
    "connections",
    "connections-per-address",
    "connections-per-gateway",
    "handshakes",
    "handshake-time",
    "packet-time",
    "idle",
    "in-flight"
  };

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
            radSec(),
            AccountingSection.read(root),
            eap(),
            new Rules(passwords(), codes(), limits(), alarms()),
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
    if (external) {
      return new External(settings);
    }
    int most = embedded.maxConnections() - EmbeddedSettings.FREE_CONNECTIONS;
    if (settings.connections() > most) {
      section.refuse(
          "connections",
          "is %d, the embedded database has %d for a server"
              .formatted(settings.connections(), most));
    }
    return new Embedded(embedded, settings.connections(), settings.patience());
  }

  private EmbeddedSettings embedded(NodeSettings node, boolean external) {
    Section section = root.section("embedded");
    var settings = section.settings(EmbeddedSettings.in(node.folder()), Sections::embedded);
    if (external && !section.empty()) {
      root.refuse("embedded", "is of no use beside database.url");
    }
    return settings;
  }

  private static EmbeddedSettings embedded(Section section, EmbeddedSettings usual) {
    Path home = section.file("home", usual.home());
    return new EmbeddedSettings(
        home,
        home,
        section.whole("port", usual.port()),
        usual.durable(),
        usual.maxConnections(),
        section.text("system-user", usual.systemUser()),
        section.duration("patience", usual.patience()));
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
    return root.section("radius")
        .settings(
            TransportSettings.DEFAULT,
            (radius, usual) ->
                new TransportSettings(
                    radius.list("addresses", usual.addresses(), Sections::localAddress),
                    radius.whole("port", usual.port()),
                    radius.value("accounting", usual.accounting(), AccountingSection::portOrOff),
                    radius.whole("sockets-per-address", usual.socketsPerAddress()),
                    radius.whole("in-flight", usual.inFlight()),
                    radius.whole("remembered", usual.remembered()),
                    radius.duration("memory", usual.memory()),
                    radius.duration("rescan", usual.rescan())));
  }

  private @Nullable RadSecSettings radSec() {
    Section section = root.section("radsec");
    var pem = pemAmong(section);
    List<Path> authorities = section.list("ca", List.of(), Values::file);
    List<Path> crls = section.list("crl", List.of(), Values::file);
    List<String> addresses = section.list("addresses", List.of("*"), Sections::localAddress);
    int port = section.whole("port", RadSecSettings.PORT);
    var limits = radSecLimits(section);
    section.refuseUnknown();
    if (pem.isEmpty()) {
      section.refuseWithout("certificate", RADSEC);
      return null;
    }
    if (authorities.isEmpty()) {
      section.refuse("certificate", "is of no use without " + section.pathOf("ca"));
      return null;
    }
    var files = new TlsFiles(pem.getFirst(), new TrustFiles(authorities, crls));
    var usual = new RadSecSettings(files, List.of("*"), RadSecSettings.PORT, limits);
    return section.make(usual, () -> new RadSecSettings(files, addresses, port, limits));
  }

  private static RadSecLimits radSecLimits(Section section) {
    var usual = RadSecLimits.DEFAULT;
    int connections = section.whole("connections", usual.connections());
    int ofAddress = section.whole("connections-per-address", usual.connectionsPerAddress());
    int ofGateway = section.whole("connections-per-gateway", usual.connectionsPerGateway());
    int handshakes = section.whole("handshakes", usual.handshakes());
    var handshakeTime = section.duration("handshake-time", usual.handshakeTime());
    var packetTime = section.duration("packet-time", usual.packetTime());
    var idle = section.duration("idle", usual.idle());
    int inFlight = section.whole("in-flight", usual.inFlight());
    return section.make(
        usual,
        () ->
            new RadSecLimits(
                connections,
                ofAddress,
                ofGateway,
                handshakes,
                handshakeTime,
                packetTime,
                idle,
                inFlight));
  }

  private EapSettings eap() {
    Section section = root.section("eap");
    var usual = EapSettings.DEFAULT;
    int conversations = section.whole("conversations", usual.conversations());
    Duration patience = section.duration("patience", usual.patience());
    var clients = clients(section);
    var pem = pem(section);
    return section.make(usual, () -> new EapSettings(conversations, patience, pem, clients));
  }

  private static @Nullable ClientCertificates clients(Section section) {
    var authorities = section.list("client-ca", List.of(), Values::file);
    var crls = section.list("client-crl", List.of(), Values::file);
    var kind = section.word("client-name", ClientNames.BY_UPN.kind());
    Optional<Pattern> pattern =
        section.value("client-name-pattern", Optional.empty(), Sections::pattern);
    if (!section.has("client-ca")) {
      section.refuseWithout("client-ca", "client-crl", "client-name", "client-name-pattern");
      return null;
    }
    if (!section.has("certificate")) {
      section.refuseWithout("certificate", "client-ca");
    }
    var names = section.make(ClientNames.BY_UPN, () -> new ClientNames(kind, pattern.orElse(null)));
    return new ClientCertificates(new TrustFiles(authorities, crls), names);
  }

  private static Optional<Pattern> pattern(String text) {
    try {
      return Optional.of(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no regular expression: " + e.getDescription(), e);
    }
  }

  private static String localAddress(String text) {
    if (!text.equals("*")) {
      var _ = InetAddress.ofLiteral(text);
    }
    return text;
  }

  private PasswordSettings passwords() {
    return root.section("passwords")
        .settings(
            PasswordSettings.usual(Runtime.getRuntime().availableProcessors()),
            (passwords, usual) ->
                new PasswordSettings(
                    passwords.make(usual.cost(), () -> cost(passwords, usual.cost())),
                    passwords.whole("threads", usual.threads()),
                    passwords.whole("waiting", usual.waiting()),
                    passwords.duration("longest-wait", usual.longestWait()),
                    passwords.flag("upgrade", usual.upgrade())));
  }

  private static Argon2Cost cost(Section passwords, Argon2Cost usual) {
    return new Argon2Cost(
        passwords.whole("memory-kib", usual.memoryKib()),
        passwords.whole("iterations", usual.iterations()),
        usual.parallelism());
  }

  private OtpWindow codes() {
    return root.section("codes")
        .settings(
            OtpWindow.DEFAULT,
            (codes, usual) ->
                new OtpWindow(
                    codes.whole("steps", usual.steps()),
                    codes.whole("look-ahead", usual.lookAhead()),
                    codes.duration("resynchronization", usual.resynchronization()),
                    codes.whole("counter-resynchronization", usual.counterResynchronization())));
  }

  private LimitSettings limits() {
    return root.section("limits")
        .settings(
            LimitSettings.DEFAULT,
            (limits, usual) ->
                new LimitSettings(
                    limits.whole("free-failures", usual.freeFailures()),
                    limits.duration("first-delay", usual.firstDelay()),
                    limits.duration("longest-delay", usual.longestDelay()),
                    limits.whole("unknown-failures", usual.unknownFailures()),
                    limits.duration("lock", usual.lock()),
                    limits.whole("suspend-after", usual.suspendAfter()),
                    limits.duration("good-for", usual.goodFor()),
                    limits.duration("reject-floor", usual.rejectFloor()),
                    limits.whole("unknown-names", usual.unknownNames())));
  }

  private AlarmSettings alarms() {
    Section section = root.section("alarms");
    var standard = AlarmSettings.DEFAULT;
    Duration window = section.duration("spray-window", standard.window());
    int ofSource = section.whole("spray-users-of-source", standard.usersOfSource());
    int ofGateway = section.whole("spray-users-of-gateway", standard.usersOfGateway());
    int resets = section.whole("helpdesk-resets", standard.resetsADay());
    section.refuseUnknown();
    return section.make(standard, () -> new AlarmSettings(window, ofSource, ofGateway, resets));
  }

  private ApiSettings api() {
    Section section = root.section("api");
    var settings = http(section, 8443);
    return new ApiSettings(settings, pem(section));
  }

  /// Certificate and key, both or none; the last keys of their section.
  private static List<PemFiles> pem(Section section) {
    var pem = pemAmong(section);
    section.refuseUnknown();
    return pem;
  }

  private static List<PemFiles> pemAmong(Section section) {
    Path certificate = section.file("certificate", Path.of("/"));
    Path key = section.file("key", Path.of("/"));
    if (!section.has("certificate")) {
      section.refuseWithout("certificate", "key");
      return List.of();
    }
    if (!section.has("key")) {
      section.refuse("certificate", "is of no use without " + section.pathOf("key"));
    }
    return List.of(new PemFiles(certificate, key));
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
    return root.section("audit")
        .settings(
            AuditSettings.DEFAULT,
            (audit, usual) -> new AuditSettings(audit.whole("kept-months", usual.keptMonths())));
  }

  private LogSettings log() {
    return root.section("log")
        .settings(
            LogSettings.standard(),
            (log, usual) ->
                new LogSettings(
                    log.word("format", usual.format()), log.word("level", usual.level())));
  }
}
