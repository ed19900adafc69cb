package dev.postern.store;

import dev.postern.crypto.Sealed;
import dev.postern.crypto.Sealer;
import dev.postern.gateway.GatewaySettings;
import dev.postern.gateway.Network;
import dev.postern.gateway.RegisteredGateway;
import dev.postern.octets.Octets;
import dev.postern.radius.SharedSecret;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Rows of `gateways` as values and back.
final class GatewayRows {
  /// What a row is read from; the networks come as text.
  static final String COLUMNS =
      """
      g.name, g.enabled, g.sealed_secret, g.sealed_previous, g.previous_until, g.settings,
      g.refinements, g.created_at,
      ARRAY(SELECT n.network::text FROM gateway_networks n WHERE n.gateway = g.name
            ORDER BY n.network) AS networks
      """;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<TreeMap<String, String>> VALUES = new TypeReference<>() {};
  private static final TypeReference<List<Refined>> REFINEMENTS = new TypeReference<>() {};

  /// An element of `refinements`.
  record Refined(When when, TreeMap<String, String> settings) {}

  /// What a refinement matches.
  record When(String connectInfo, String nasIdentifier, String vdom) {}

  private GatewayRows() {}

  static RegisteredGateway gateway(ResultSet row) throws SQLException {
    return new RegisteredGateway(
        row.getString("name"),
        networks(row.getArray("networks")),
        row.getBoolean("enabled"),
        new GatewaySettings(
            JSON.readValue(row.getString("settings"), VALUES),
            JSON.readValue(row.getString("refinements"), REFINEMENTS).stream()
                .map(GatewayRows::refined)
                .toList()),
        Columns.instantOrNull(row, "previous_until"),
        Columns.instant(row, "created_at"));
  }

  private static List<Network> networks(Array array) throws SQLException {
    var networks = new ArrayList<Network>();
    for (String text : (String[]) array.getArray()) {
      networks.add(Network.parse(text).orElseThrow());
    }
    return networks;
  }

  private static GatewaySettings.Refined refined(Refined refined) {
    var when = refined.when();
    return new GatewaySettings.Refined(
        when.connectInfo(), when.nasIdentifier(), when.vdom(), refined.settings());
  }

  static SharedSecret secret(ResultSet row, String column, Sealer sealer) throws SQLException {
    var sealed = Sealed.parse(Octets.copyOf(row.getBytes(column)));
    return new SharedSecret(sealer.unseal(sealed, identity(row.getString("name"))));
  }

  static Sealed seal(String gateway, SharedSecret secret, Sealer sealer) {
    return sealer.seal(secret.octets(), identity(gateway));
  }

  private static String identity(String gateway) {
    return "gateway:" + gateway;
  }

  static String json(SortedMap<String, String> values) {
    return JSON.writeValueAsString(values);
  }

  static String json(List<GatewaySettings.Refined> refined) {
    return JSON.writeValueAsString(refined.stream().map(GatewayRows::row).toList());
  }

  private static Refined row(GatewaySettings.Refined refined) {
    var when = new When(refined.connectInfo(), refined.nasIdentifier(), refined.vdom());
    return new Refined(when, new TreeMap<>(refined.values()));
  }
}
