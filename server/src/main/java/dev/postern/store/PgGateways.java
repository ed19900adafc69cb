package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.certificate.AlternativeName;
import dev.postern.crypto.Sealer;
import dev.postern.crypto.UnsealFailed;
import dev.postern.gateway.GatewayChanges;
import dev.postern.gateway.GatewayRegister;
import dev.postern.gateway.Network;
import dev.postern.gateway.RegisterOutcome;
import dev.postern.gateway.RegisteredGateway;
import dev.postern.radius.SharedSecret;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Gateways in PostgreSQL, their secrets sealed. Every change raises the mark `gateways` as its
/// first statement, which both tells the nodes and makes changes wait for one another, so that what
/// is looked at here holds until the commit.
public final class PgGateways implements GatewayRegister {
  static final String MARK = "gateways";

  private final Database database;
  private final Sealer sealer;
  private final InstantSource clock;

  public PgGateways(Database database, Sealer sealer, InstantSource clock) {
    this.database = database;
    this.sealer = sealer;
    this.clock = clock;
  }

  @Override
  public RegisterOutcome add(RegisteredGateway gateway, SharedSecret secret, Actor by) {
    return database.inTransaction(
        "add a gateway",
        transaction -> {
          transaction.raiseMark(MARK);
          var connection = transaction.connection();
          if (read(connection, gateway.name()).isPresent()) {
            return new RegisterOutcome.NameTaken();
          }
          var taken = taken(connection, gateway);
          if (taken.isPresent()) {
            return taken.get();
          }
          insert(connection, gateway, secret);
          insertNetworks(connection, gateway);
          transaction.audit(entry("gateway.added", by, gateway.name(), GatewayChanges.of(gateway)));
          return new RegisterOutcome.Kept(gateway);
        });
  }

  private static Optional<RegisterOutcome> taken(Connection connection, RegisteredGateway gateway)
      throws SQLException {
    var named = nameTaken(connection, gateway);
    return named.isPresent() ? named : networkTaken(connection, gateway);
  }

  /// The names in certificates are compared as they are read, since one can be written in several
  /// ways.
  private static Optional<RegisterOutcome> nameTaken(
      Connection connection, RegisteredGateway gateway) throws SQLException {
    var wanted = gateway.certificateNames();
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    return Sql.of(
            "SELECT "
                + GatewayRows.COLUMNS
                + " FROM gateways g WHERE g.name <> ? AND jsonb_exists(g.settings, 'radsec-names')",
            gateway.name())
        .all(connection, GatewayRows::gateway)
        .stream()
        .<RegisterOutcome>flatMap(other -> taken(wanted, other))
        .findFirst();
  }

  private static Stream<RegisterOutcome> taken(
      List<AlternativeName> wanted, RegisteredGateway other) {
    return other.certificateNames().stream()
        .filter(wanted::contains)
        .map(name -> new RegisterOutcome.CertificateNameTaken(name, other.name()));
  }

  private static Optional<RegisterOutcome> networkTaken(
      Connection connection, RegisteredGateway gateway) throws SQLException {
    var networks = gateway.networks().stream().map(Network::toString).toArray();
    return Sql.of(
            """
            SELECT network::text, gateway FROM gateway_networks
            WHERE network = ANY (?::cidr[]) AND gateway <> ? LIMIT 1
            """,
            connection.createArrayOf("text", networks),
            gateway.name())
        .first(
            connection,
            row ->
                new RegisterOutcome.NetworkTaken(
                    Network.parse(row.getString(1)).orElseThrow(), row.getString(2)));
  }

  private void insert(Connection connection, RegisteredGateway gateway, SharedSecret secret)
      throws SQLException {
    var sealed = GatewayRows.seal(gateway.name(), secret, sealer);
    Sql.of(
            """
            INSERT INTO gateways
              (name, enabled, settings, refinements, sealed_secret, sealed_under, created_at)
            VALUES (?, ?, ?::jsonb, ?::jsonb, ?, ?, ?)
            """,
            gateway.name(),
            gateway.enabled(),
            GatewayRows.json(gateway.settings().values()),
            GatewayRows.json(gateway.settings().refined()),
            sealed.octets().toArray(),
            sealed.keyName(),
            Columns.timestamp(gateway.createdAt()))
        .update(connection);
  }

  private static void insertNetworks(Connection connection, RegisteredGateway gateway)
      throws SQLException {
    try (var statement =
        connection.prepareStatement("INSERT INTO gateway_networks VALUES (?::cidr, ?)")) {
      for (var network : gateway.networks()) {
        statement.setString(1, network.toString());
        statement.setString(2, gateway.name());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  @Override
  public RegisterOutcome change(String name, UnaryOperator<RegisteredGateway> change, Actor by) {
    return database.inTransaction(
        "change a gateway",
        transaction -> {
          transaction.raiseMark(MARK);
          var connection = transaction.connection();
          var before = read(connection, name);
          if (before.isEmpty()) {
            return new RegisterOutcome.NoSuchGateway();
          }
          var after = change.apply(before.get());
          var taken = taken(connection, after);
          if (taken.isPresent()) {
            return taken.get();
          }
          update(connection, after);
          var differences = GatewayChanges.between(before.get(), after);
          transaction.audit(entry("gateway.changed", by, name, differences));
          return new RegisterOutcome.Kept(after);
        });
  }

  private static void update(Connection connection, RegisteredGateway gateway) throws SQLException {
    Sql.of(
            """
            UPDATE gateways SET enabled = ?, settings = ?::jsonb, refinements = ?::jsonb
            WHERE name = ?
            """,
            gateway.enabled(),
            GatewayRows.json(gateway.settings().values()),
            GatewayRows.json(gateway.settings().refined()),
            gateway.name())
        .update(connection);
    Sql.of("DELETE FROM gateway_networks WHERE gateway = ?", gateway.name()).update(connection);
    insertNetworks(connection, gateway);
  }

  @Override
  public RegisterOutcome rotate(String name, SharedSecret secret, Instant previousUntil, Actor by) {
    return database.inTransaction(
        "rotate a gateway's secret",
        transaction -> {
          transaction.raiseMark(MARK);
          var connection = transaction.connection();
          var before = read(connection, name);
          if (before.isEmpty()) {
            return new RegisterOutcome.NoSuchGateway();
          }
          updateSecret(connection, name, secret, previousUntil);
          var detail = Map.of("previousUntil", previousUntil.toString());
          transaction.audit(entry("gateway.secret-rotated", by, name, detail));
          return new RegisterOutcome.Kept(read(connection, name).orElseThrow());
        });
  }

  /// The present secret is sealed anew as the previous one, so that both lie under the same key.
  private void updateSecret(
      Connection connection, String name, SharedSecret secret, Instant previousUntil)
      throws SQLException {
    var sealed = GatewayRows.seal(name, secret, sealer);
    var previous = GatewayRows.seal(name, presentSecret(connection, name), sealer);
    Sql.of(
            """
            UPDATE gateways SET sealed_secret = ?, sealed_previous = ?, previous_until = ?,
              sealed_under = ?
            WHERE name = ?
            """,
            sealed.octets().toArray(),
            previous.octets().toArray(),
            Columns.timestamp(previousUntil),
            sealed.keyName(),
            name)
        .update(connection);
  }

  private SharedSecret presentSecret(Connection connection, String name) throws SQLException {
    return Sql.of("SELECT name, sealed_secret FROM gateways WHERE name = ?", name)
        .first(connection, row -> GatewayRows.secret(row, "sealed_secret", sealer))
        .orElseThrow();
  }

  @Override
  public boolean remove(String name, Actor by) {
    return database.inTransaction(
        "remove a gateway",
        transaction -> {
          transaction.raiseMark(MARK);
          boolean removed =
              Sql.of("DELETE FROM gateways WHERE name = ?", name).changed(transaction.connection());
          if (removed) {
            transaction.audit(entry("gateway.removed", by, name, Map.of()));
          }
          return removed;
        });
  }

  private AuditEntry entry(String event, Actor by, String gateway, Map<String, String> more) {
    var detail = new TreeMap<>(more);
    detail.put("gateway", gateway);
    return AuditEntry.of(clock.instant(), event, by, detail);
  }

  @Override
  public Optional<RegisteredGateway> find(String name) {
    return database.with("find a gateway", connection -> read(connection, name));
  }

  private static Optional<RegisteredGateway> read(Connection connection, String name)
      throws SQLException {
    return Sql.of("SELECT " + GatewayRows.COLUMNS + " FROM gateways g WHERE g.name = ?", name)
        .first(connection, GatewayRows::gateway);
  }

  @Override
  public List<RegisteredGateway> list(String after, int limit) {
    var page =
        Sql.of(
            "SELECT "
                + GatewayRows.COLUMNS
                + " FROM gateways g WHERE g.name COLLATE \"C\" > ?"
                + " ORDER BY g.name COLLATE \"C\" LIMIT ?",
            after,
            limit);
    return database.with("list gateways", connection -> page.all(connection, GatewayRows::gateway));
  }

  @Override
  public Map<String, Integer> secretLengths() {
    var lengths = new HashMap<String, Integer>();
    var all = Sql.of("SELECT name, sealed_secret FROM gateways");
    var rows =
        database.with("measure secrets", connection -> all.all(connection, this::secretLength));
    rows.forEach(row -> row.length().ifPresent(length -> lengths.put(row.gateway(), length)));
    return lengths;
  }

  private record SecretLength(String gateway, Optional<Integer> length) {}

  private SecretLength secretLength(ResultSet row) throws SQLException {
    String name = row.getString("name");
    try {
      int length = GatewayRows.secret(row, "sealed_secret", sealer).octets().length();
      return new SecretLength(name, Optional.of(length));
    } catch (UnsealFailed _) {
      return new SecretLength(name, Optional.empty());
    }
  }
}
