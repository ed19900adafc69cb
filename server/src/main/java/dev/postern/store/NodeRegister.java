package dev.postern.store;

import dev.postern.audit.NodeKeys;
import dev.postern.crypto.Sealed;
import dev.postern.crypto.Sealer;
import dev.postern.node.ClockWatch;
import dev.postern.node.Node;
import dev.postern.node.NodeIdentity;
import dev.postern.node.Nodes;
import dev.postern.octets.Octets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// The nodes of the installation in the database: this one registers, keeps its keys there, sealed,
/// and shows that it lives.
public final class NodeRegister implements Nodes {
  private static final String INSERT =
      """
      INSERT INTO nodes (node_id, name, started_at, seen_at, key_names, public_key, sealed_keys,
                         sealed_under)
      VALUES (?, ?, clock_timestamp(), clock_timestamp(), ?, ?, ?, ?)
      ON CONFLICT (node_id) DO NOTHING
      """;

  private static final String START =
      "UPDATE nodes SET name = ?, version = ?, started_at = clock_timestamp() WHERE node_id = ?";

  private static final String SHOW =
      """
      UPDATE nodes SET seen_at = clock_timestamp(), key_names = ? WHERE node_id = ?
      RETURNING clock_timestamp() AS now
      """;

  private static final Duration BEAT = Duration.ofSeconds(2);

  private static final String ALL =
      """
      SELECT node_id, name, version, started_at, seen_at, key_names,
             seen_at > clock_timestamp() - interval '10 seconds' AS live
        FROM nodes ORDER BY name, node_id
      """;

  private final Database database;
  private final NodeIdentity identity;
  private final String version;
  private final Sealer sealer;
  private final Supplier<Set<String>> keyNames;

  /// A register that shows the `version` of the server and, at each beat, `keyNames`, the
  /// key-encryption keys which this node holds, at each beat.
  public NodeRegister(
      Database database,
      NodeIdentity identity,
      String version,
      Sealer sealer,
      Supplier<Set<String>> keyNames) {
    this.database = database;
    this.identity = identity;
    this.version = version;
    this.sealer = sealer;
    this.keyNames = keyNames;
  }

  public NodeIdentity identity() {
    return identity;
  }

  /// Makes this node known and gives its keys, new ones at its first start.
  public NodeKeys register(SecureRandom random) {
    return database.with("registering the node", connection -> register(connection, random));
  }

  private NodeKeys register(Connection connection, SecureRandom random) throws SQLException {
    if (keys(connection, identity.id()).isEmpty()) {
      insert(connection, NodeKeys.generate(random));
    }
    try (var statement = connection.prepareStatement(START)) {
      statement.setString(1, identity.name());
      statement.setString(2, version);
      statement.setObject(3, identity.id());
      statement.executeUpdate();
    }
    return keys(connection, identity.id()).orElseThrow();
  }

  private void insert(Connection connection, NodeKeys keys) throws SQLException {
    var sealed = sealer.seal(keys.packed(), sealedFor(identity.id()));
    try (var statement = connection.prepareStatement(INSERT)) {
      statement.setObject(1, identity.id());
      statement.setString(2, identity.name());
      statement.setArray(3, connection.createArrayOf("text", keyNames.get().toArray()));
      statement.setBytes(4, keys.publicKey().toArray());
      statement.setBytes(5, sealed.octets().toArray());
      statement.setString(6, sealed.keyName());
      statement.executeUpdate();
    }
  }

  private static String sealedFor(UUID node) {
    return "node:" + node;
  }

  /// The keys of any node; empty if there is no such node.
  Optional<NodeKeys> keys(Connection connection, UUID node) throws SQLException {
    try (var statement =
        connection.prepareStatement("SELECT sealed_keys FROM nodes WHERE node_id = ?")) {
      statement.setObject(1, node);
      var result = statement.executeQuery();
      if (!result.next()) {
        return Optional.empty();
      }
      var sealed = Sealed.parse(Octets.copyOf(result.getBytes(1)));
      return Optional.of(NodeKeys.unpack(sealer.unseal(sealed, sealedFor(node))));
    }
  }

  /// Shows that this node lives, measures its clock, and throws if logins could not be written.
  void beat(ClockWatch clock) {
    database.with("showing that the node lives", BEAT, connection -> beat(connection, clock));
    database.proveRoom();
  }

  private boolean beat(Connection connection, ClockWatch clock) throws SQLException {
    try (var statement = connection.prepareStatement(SHOW)) {
      statement.setArray(1, connection.createArrayOf("text", keyNames.get().toArray()));
      statement.setObject(2, identity.id());
      var asked = clock.reading();
      var result = statement.executeQuery();
      if (!result.next()) {
        throw new StoreUnavailable("the node " + identity.id() + " is not registered");
      }
      clock.answered(asked, Columns.instant(result, "now"));
      return true;
    }
  }

  @Override
  public List<Node> all() {
    return database.with("reading the nodes", NodeRegister::all);
  }

  private static List<Node> all(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(ALL)) {
      var result = statement.executeQuery();
      var nodes = new ArrayList<Node>();
      while (result.next()) {
        nodes.add(
            new Node(
                result.getObject("node_id", UUID.class),
                result.getString("name"),
                result.getString("version"),
                Columns.instant(result, "started_at"),
                Columns.instant(result, "seen_at"),
                result.getBoolean("live"),
                Set.of((String[]) result.getArray("key_names").getArray())));
      }
      return nodes;
    }
  }
}
