package dev.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.audit.AuditFilter;
import dev.postern.audit.AuditRow;
import dev.postern.audit.AuditVerification;
import dev.postern.certificate.PemFiles;
import dev.postern.crypto.KeyFile;
import dev.postern.crypto.KeyRing;
import dev.postern.crypto.PasswordHash;
import dev.postern.crypto.Sealer;
import dev.postern.gateway.GatewaySettings;
import dev.postern.gateway.Network;
import dev.postern.gateway.RegisterOutcome;
import dev.postern.gateway.RegisteredGateway;
import dev.postern.node.NodeIdentity;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OtpParameters;
import dev.postern.password.Recoverables;
import dev.postern.radius.SharedSecret;
import dev.postern.reply.ReplyRule;
import dev.postern.reply.RuleConditions;
import dev.postern.reply.RuleOutcome;
import dev.postern.reply.RulePlace;
import dev.postern.reply.RuleReader;
import dev.postern.store.Database;
import dev.postern.store.DatabaseSettings;
import dev.postern.store.NodeRegister;
import dev.postern.store.PgAuditLog;
import dev.postern.store.PgAuditVerification;
import dev.postern.store.PgGateways;
import dev.postern.store.PgReplyRules;
import dev.postern.store.PgTokens;
import dev.postern.store.PgUsers;
import dev.postern.store.Schema;
import dev.postern.token.Token;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.token.Tokens;
import dev.postern.user.RealmName;
import dev.postern.user.Recoverable;
import dev.postern.user.StoredPassword;
import dev.postern.user.User;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import dev.postern.user.Users;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// An installation as operators leave it: a database with schema, one key ring for all nodes, the
/// gateway `nas` at 127.0.0.1, and whoever a test adds. Its nodes are [ServerProcess]es.
public final class Site implements AutoCloseable {
  public static final SharedSecret SECRET =
      new SharedSecret(SecretOctets.utf8("a-secret-of-24-octets-00"));

  private static final Actor TEST = new Actor.Operator("test");
  private static final InstantSource CLOCK = InstantSource.system();

  private final Path folder;
  private final DatabaseSettings settings;
  private final SecureRandom random = new SecureRandom();
  private final KeyRing ring;
  private final Sealer sealer;
  private final Database database;

  /// A site on an empty database.
  public Site(DatabaseSettings settings) {
    this.settings = settings;
    try {
      var ownerOnly =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      this.folder = Files.createTempDirectory("postern-site-", ownerOnly);
      Files.writeString(
          folder.resolve("database-password"), settings.password().revealUtf8() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.ring = new KeyFile(folder.resolve("ring"), random).generate("k1");
    this.sealer = new Sealer(ring, random);
    Schema.migrate(settings);
    this.database = Database.open(settings, new RecordingAudit());
    addGateway("nas", "127.0.0.1", Map.of("budget-seconds", "30"));
  }

  /// The settings of a test's own database.
  public static DatabaseSettings settings(TestDatabase database) {
    return new DatabaseSettings(
        database.jdbcUrl(), database.user(), database.password(), 8, Duration.ofSeconds(2));
  }

  /// Starts the node of this name; one that was killed starts again as the same node.
  public ServerProcess node(String name) {
    return node(name, settings.jdbcUrl());
  }

  /// Starts a node that has its own way to the database.
  public ServerProcess node(String name, String jdbcUrl) {
    return start(name, config(name, jdbcUrl));
  }

  /// Starts a node whose rejects leave late enough that an impatient gateway asks again.
  public ServerProcess slowlyRejectingNode(String name) {
    return start(name, config(name, settings.jdbcUrl()) + "limits:\n  reject-floor: 2s\n");
  }

  /// Starts a node that gateways reach at this address, too.
  public ServerProcess nodeReachedAt(String name, String address) {
    String config = config(name, settings.jdbcUrl());
    return ServerProcess.start(folder(name), config, "127.0.0.1," + address);
  }

  /// Starts a node with this more in its configuration.
  public ServerProcess nodeWith(String name, String section) {
    return start(name, config(name, settings.jdbcUrl()) + section);
  }

  /// Starts a node with this certificate for EAP.
  public ServerProcess nodeWithEap(String name, PemFiles pem) {
    return nodeWithEap(name, pem, "");
  }

  /// The same with more lines of the section `eap`.
  public ServerProcess nodeWithEap(String name, PemFiles pem, String more) {
    String eap =
        "eap:\n  certificate: %s\n  key: %s\n%s".formatted(pem.certificate(), pem.key(), more);
    return start(name, config(name, settings.jdbcUrl()) + eap);
  }

  /// Starts a node that runs its database itself, which is the site's, in that home.
  public ServerProcess nodeWithItsOwn(String name, Path home) {
    return start(
        name,
        """
        node:
          name: %s
          folder: %s
        embedded:
          home: %s
          system-user: nobody
        keys:
          ring: file:%s
        """
            .formatted(name, folder(name), home, folder.resolve("ring")));
  }

  private ServerProcess start(String name, String config) {
    return ServerProcess.start(folder(name), config);
  }

  /// The folder of a node, in which its process leaves its `log`, too.
  public Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The configuration of a node, but for where it listens.
  public String config(String name, String jdbcUrl) {
    return """
    node:
      name: %s
      folder: %s
    database:
      url: %s
      user: %s
      password: file:%s
      connections: 8
    keys:
      ring: file:%s
    """
        .formatted(
            name,
            folder.resolve(name),
            jdbcUrl,
            settings.user(),
            folder.resolve("database-password"),
            folder.resolve("ring"));
  }

  /// Adds a gateway at an address, with the secret of all.
  public void addGateway(String name, String network, Map<String, String> values) {
    var gateway =
        new RegisteredGateway(
            name,
            List.of(Network.parse(network).orElseThrow()),
            true,
            GatewaySettings.DEFAULT.with(values),
            null,
            CLOCK.instant());
    assertThat(new PgGateways(database, sealer, CLOCK).add(gateway, SECRET, TEST))
        .isInstanceOf(RegisterOutcome.Kept.class);
  }

  /// Adds a reply rule behind all others, of attributes and their values.
  public void addRule(String name, RuleConditions when, Map<String, String> attributes) {
    var reader = new RuleReader(LoginStage.DICTIONARY);
    var granted =
        attributes.entrySet().stream()
            .map(one -> reader.attribute(one.getKey(), SecretOctets.utf8(one.getValue())))
            .toList();
    var rules = new PgReplyRules(database, sealer, CLOCK);
    assertThat(rules.add(new ReplyRule(name, when, granted), new RulePlace.Last(), TEST))
        .isInstanceOf(RuleOutcome.Kept.class);
  }

  /// Adds somebody with a password and an active token.
  public Person person(String name) {
    return person(name, Recoverable.NOTHING);
  }

  /// The same, with this kept of the password.
  public Person person(String name, Recoverable recoverable) {
    var person = personWithoutToken(name, recoverable);
    addToken(person);
    return person;
  }

  /// Adds somebody who never had a token, with this kept of the password.
  public Person personWithoutToken(String name, Recoverable recoverable) {
    byte[] key = new byte[20];
    random.nextBytes(key);
    var person = new Person(name, "correct-horse", SecretOctets.copyOf(key));
    // What dev.postern.crypto reads as {SSHA256}: quick, so that tests wait for nothing but us.
    var hash = PasswordHash.of(SaltedSha256.of(person.password(), random));
    var user =
        new User(
            id(person),
            RealmName.LOCAL,
            userName(name),
            "",
            "",
            "",
            List.of(),
            true,
            false,
            recoverable);
    var kept =
        new Recoverables(sealer).of(user.id(), recoverable, SecretOctets.utf8(person.password()));
    assertThat(new PgUsers(database, CLOCK).add(user, StoredPassword.of(hash).with(kept), TEST))
        .isInstanceOf(Users.AddOutcome.Added.class);
    return person;
  }

  private void addToken(Person person) {
    var serial = serial(person);
    var issued =
        new Token.Issued(
            serial, TokenKind.TOTP, OtpParameters.USUAL, Person.PERIOD_SECONDS, CLOCK.instant());
    var token = Token.of(issued, id(person), TokenState.ACTIVE);
    assertThat(
            new PgTokens(database, CLOCK)
                .add(token, sealer.seal(person.key(), serial.sealingIdentity()), TEST))
        .isInstanceOf(Tokens.AddOutcome.Added.class);
  }

  private static TokenSerial serial(Person person) {
    return new TokenSerial(person.name().toUpperCase(Locale.ROOT));
  }

  private static UserName userName(String name) {
    return UserName.parse(name).orElseThrow();
  }

  private static UserId id(Person person) {
    return UserId.of(RealmName.LOCAL, userName(person.name()));
  }

  /// The step of the person's token that was accepted last; -1 before the first.
  public long lastStep(Person person) {
    return new PgTokens(database, CLOCK).find(serial(person)).orElseThrow().token().lastStep();
  }

  /// What was decided of the person's logins, in order.
  public List<AuditEntry> logins(Person person) {
    return new PgAuditLog(database)
        .last(AuditFilter.of(id(person), "login."), 1000).stream().map(AuditRow::entry).toList();
  }

  /// What `posternctl audit verify` would find.
  public AuditVerification.Report verifyAudit() {
    var nobody = new NodeIdentity(new UUID(0, 0), "test");
    var register = new NodeRegister(database, nobody, "", sealer, ring::names);
    return new PgAuditVerification(database, register, CLOCK).verify(List.of(), _ -> {});
  }

  public Database database() {
    return database;
  }

  @Override
  public void close() {
    database.close();
    TestPostgres.erase(folder);
  }
}
