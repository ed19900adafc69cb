package dev.postern.store;

import dev.postern.certificate.AlternativeName;
import dev.postern.crypto.Sealer;
import dev.postern.crypto.UnsealFailed;
import dev.postern.gateway.Certified;
import dev.postern.gateway.CertifiedGateways;
import dev.postern.gateway.Gateway;
import dev.postern.gateway.GatewayRules;
import dev.postern.gateway.GatewayTable;
import dev.postern.gateway.Gateways;
import dev.postern.gateway.Network;
import dev.postern.gateway.RadSecRules;
import dev.postern.gateway.RegisteredGateway;
import dev.postern.gateway.ReplyCheck;
import dev.postern.gateway.SettingsReader;
import dev.postern.gateway.SettingsReading;
import dev.postern.radius.SharedSecret;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The gateways in memory, never more than a look behind the database.
///
/// A gateway that can't be read (sealed under a key that this node lacks, say) is left out and told
/// in the log, so that it does not take the others with it.
public final class GatewayWatch implements Gateways, CertifiedGateways, AutoCloseable {
  public static final Duration EVERY = MarkWatch.EVERY;

  private static final Logger LOG = LoggerFactory.getLogger(GatewayWatch.class);

  private final Sealer sealer;
  private final MarkWatch<GatewayTable> watch;

  private GatewayWatch(Database database, Sealer sealer, Duration every) {
    this.sealer = sealer;
    this.watch = MarkWatch.start(database, PgGateways.MARK, GatewayTable.EMPTY, this::load, every);
  }

  /// Starts to watch. The gateways are there once [#loaded] says so: at once if the database is.
  public static GatewayWatch start(Database database, Sealer sealer, Duration every) {
    return new GatewayWatch(database, sealer, every);
  }

  @Override
  public Optional<Gateway> at(InetAddress source) {
    return watch.value().at(source);
  }

  @Override
  public Certified certified(List<AlternativeName> names, InetAddress source) {
    return watch.value().certified(names, source);
  }

  /// Whether the gateways were ever read.
  public boolean loaded() {
    return watch.loaded();
  }

  private GatewayTable load(Connection connection) throws SQLException {
    try (var statement =
            connection.prepareStatement(
                "SELECT " + GatewayRows.COLUMNS + " FROM gateways g WHERE g.enabled");
        var rows = statement.executeQuery()) {
      var loaded = new Loaded();
      while (rows.next()) {
        load(GatewayRows.gateway(rows), rows, loaded);
      }
      return GatewayTable.of(loaded.gateways, loaded.named);
    }
  }

  /// The table in the making.
  private static final class Loaded {
    final Map<Network, Gateway> gateways = new HashMap<>();
    final Map<AlternativeName, GatewayTable.Named> named = new HashMap<>();

    void add(RegisteredGateway registered, RadSecRules radSec, Gateway gateway) {
      if (!radSec.only()) {
        registered.networks().forEach(network -> gateways.put(network, gateway));
      }
      var owner = new GatewayTable.Named(gateway, !radSec.fromNetworks(), registered.networks());
      radSec.names().forEach(name -> named.put(name, owner));
    }
  }

  private void load(RegisteredGateway registered, ResultSet row, Loaded loaded)
      throws SQLException {
    try {
      switch (SettingsReader.read(registered.settings(), ReplyCheck.NONE)) {
        case SettingsReading.Sound(GatewayRules rules) ->
            loaded.add(registered, rules.radSec(), gateway(registered, rules, row));
        case SettingsReading.Unsound unsound ->
            LOG.error("gateway {} is left out: {}", registered.name(), unsound.inOneLine());
      }
    } catch (UnsealFailed e) {
      LOG.error("gateway {} is left out: {}", registered.name(), e.getMessage());
    }
  }

  private Gateway gateway(RegisteredGateway registered, GatewayRules rules, ResultSet row)
      throws SQLException {
    @Nullable SharedSecret previous =
        row.getBytes("sealed_previous") == null
            ? null
            : GatewayRows.secret(row, "sealed_previous", sealer);
    return new Gateway(
        registered.name(),
        GatewayRows.secret(row, "sealed_secret", sealer),
        previous,
        registered.rotatingUntil().orElse(Instant.EPOCH),
        rules.requireMessageAuthenticator(),
        rules.limitProxyState(),
        rules.policy(),
        rules.refinements());
  }

  @Override
  public void close() {
    watch.close();
  }
}
