package dev.postern.store;

import static dev.postern.gateway.GatewayRegisterContract.gateway;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.audit.AuditEntry;
import dev.postern.crypto.KeyRing;
import dev.postern.crypto.Sealer;
import dev.postern.gateway.Certified;
import dev.postern.gateway.Gateway;
import dev.postern.gateway.GatewayRegister;
import dev.postern.gateway.GatewayRegisterContract;
import dev.postern.gateway.RadSecRules;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.SharedSecret;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class PgGatewaysDatabaseTest implements GatewayRegisterContract {
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("203.0.113.9");
  private static final SharedSecret SECOND =
      new SharedSecret(SecretOctets.utf8("fedcba9876543210"));

  private final MigratedDatabase migrated = new MigratedDatabase();
  private final Sealer sealer = new Sealer(ring("k1"), new SecureRandom());
  private final PgGateways register = new PgGateways(migrated.database(), sealer, () -> CREATED);

  @Override
  public GatewayRegister register() {
    return register;
  }

  @AfterEach
  void close() {
    migrated.close();
  }

  @Test
  void everyChangeIsAuditedWithoutItsSecret() {
    register.add(gateway("vpn-1", "203.0.113.9"), SECRET, ANNA);
    register.change(
        "vpn-1",
        g -> g.with(g.networks(), true, g.settings().with(Map.of("code", "appended"))),
        ANNA);
    register.rotate("vpn-1", SECOND, CREATED, ANNA);
    register.remove("vpn-1", ANNA);
    assertThat(migrated.audited())
        .containsExactly(
            entry(
                "gateway.added",
                Map.of("gateway", "vpn-1", "enabled", "yes", "networks", "203.0.113.9/32")),
            entry("gateway.changed", Map.of("gateway", "vpn-1", "code", "appended")),
            entry(
                "gateway.secret-rotated",
                Map.of("gateway", "vpn-1", "previousUntil", CREATED.toString())),
            entry("gateway.removed", Map.of("gateway", "vpn-1")));
  }

  @Test
  void aChangeIsSeenByAWatchThatLooksTwiceASecond() {
    assertThat(GatewayWatch.EVERY).isLessThanOrEqualTo(Duration.ofMillis(500));
    try (var watch = GatewayWatch.start(migrated.database(), sealer, GatewayWatch.EVERY)) {
      assertThat(watch.loaded()).isTrue();
      assertThat(watch.at(ADDRESS)).isEmpty();
      register.add(gateway("vpn-1", "203.0.113.0/24"), SECRET, ANNA);
      await().until(() -> watch.at(ADDRESS).isPresent());
      assertThat(watch.at(ADDRESS).map(Gateway::secret)).hasValue(SECRET);
      register.rotate("vpn-1", SECOND, CREATED.plusSeconds(60), ANNA);
      await().until(() -> secrets(watch).size() == 2);
      assertThat(secrets(watch)).containsExactly(SECOND, SECRET);
      register.change("vpn-1", g -> g.with(g.networks(), false, g.settings()), ANNA);
      await().until(() -> watch.at(ADDRESS).isEmpty());
    }
  }

  @Test
  void whoIsKnownByItsCertificateAloneIsNotFoundByItsAddress() {
    var names = List.of(RadSecRules.name("fw1.example.org").orElseThrow());
    var settings = Map.of("radsec-names", "fw1.example.org", "radsec-from-networks", "yes");
    try (var watch = GatewayWatch.start(migrated.database(), sealer, GatewayWatch.EVERY)) {
      var gateway = gateway("vpn-1", "203.0.113.0/24");
      register.add(
          gateway.with(gateway.networks(), true, gateway.settings().with(settings)), SECRET, ANNA);
      await().until(() -> watch.at(ADDRESS).isPresent());
      assertThat(watch.certified(names, ADDRESS)).isInstanceOf(Certified.Known.class);
      assertThat(watch.certified(names, InetAddress.ofLiteral("198.51.100.1")))
          .isEqualTo(new Certified.Elsewhere("vpn-1"));
      var only = Map.of("radsec-only", "yes");
      register.change("vpn-1", g -> g.with(g.networks(), true, g.settings().with(only)), ANNA);
      await().until(() -> watch.at(ADDRESS).isEmpty());
      assertThat(watch.certified(names, ADDRESS)).isInstanceOf(Certified.Known.class);
      register.change("vpn-1", g -> g.with(g.networks(), false, g.settings()), ANNA);
      await().until(() -> watch.certified(names, ADDRESS) instanceof Certified.Nobody);
    }
  }

  @Test
  void aGatewayThatDoesNotUnsealIsLeftOutAlone() {
    register.add(gateway("vpn-1", "203.0.113.9"), SECRET, ANNA);
    var other = new Sealer(ring("k2"), new SecureRandom());
    new PgGateways(migrated.database(), other, () -> CREATED)
        .add(gateway("vpn-2", "203.0.113.10"), SECRET, ANNA);
    try (var watch = GatewayWatch.start(migrated.database(), sealer, GatewayWatch.EVERY)) {
      assertThat(watch.at(ADDRESS)).isPresent();
      assertThat(watch.at(InetAddress.ofLiteral("203.0.113.10"))).isEmpty();
    }
  }

  @Test
  void theLastGatewaysStayWhileTheDatabaseIsAway() {
    register.add(gateway("vpn-1", "203.0.113.9"), SECRET, ANNA);
    try (var watch = GatewayWatch.start(migrated.database(), sealer, Duration.ofMillis(20))) {
      migrated.test().execute("ALTER TABLE change_marks RENAME TO marks_away");
      await().pollDelay(Duration.ofMillis(100)).until(() -> watch.at(ADDRESS).isPresent());
      migrated.test().execute("DELETE FROM gateways");
      migrated.test().execute("UPDATE marks_away SET mark = mark + 1");
      migrated.test().execute("ALTER TABLE marks_away RENAME TO change_marks");
      await().until(() -> watch.at(ADDRESS).isEmpty());
    }
  }

  private static List<SharedSecret> secrets(GatewayWatch watch) {
    return Optional.of(watch).flatMap(w -> w.at(ADDRESS)).orElseThrow().secretsAt(CREATED);
  }

  private static AuditEntry entry(String event, Map<String, String> detail) {
    return AuditEntry.of(CREATED, event, ANNA, detail);
  }

  private static KeyRing ring(String name) {
    return KeyRing.parse(name + " " + Base64.getEncoder().encodeToString(new byte[32]), "test");
  }
}
