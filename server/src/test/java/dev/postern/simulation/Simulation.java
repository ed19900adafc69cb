package dev.postern.simulation;

import dev.postern.gateway.Gateway;
import dev.postern.gateway.GatewayPolicy;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OtpCalculator;
import dev.postern.password.HashPool;
import dev.postern.radius.SharedSecret;
import dev.postern.testing.InMemoryLoginWorld;
import dev.postern.token.KeyedToken;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Some minutes of logins of a few people, as one seed would have them.
final class Simulation {
  static final String PASSWORD = "correct-horse";
  private static final String GATEWAY = "vpn-1";
  private static final List<String> USERS = List.of("anna", "bert", "carl");
  private static final Duration LASTS = Duration.ofMinutes(5);
  private static final Duration REST = Duration.ofSeconds(60); // two logins never share a step
  private static final Duration MEMORY = Duration.ofMinutes(1);

  private final InMemoryLoginWorld world = new InMemoryLoginWorld();
  private final Timeline timeline = new Timeline(world);
  private final Checks checks = new Checks(timeline);
  private final CountedLogins logins = new CountedLogins(world, timeline, checks);
  private final SharedSecret secret =
      new SharedSecret(SecretOctets.utf8("the secret of gateway " + GATEWAY));
  private final Map<String, KeyedToken> tokens = new HashMap<>();
  private final Chance chance;
  private final List<SimulatedNode> nodes;
  private final Network network;

  Simulation(long seed, HashPool hashes) {
    this.chance = new Chance(seed);
    var gateway =
        new Gateway(
            GATEWAY, secret, null, Instant.EPOCH, true, false, GatewayPolicy.DEFAULT, List.of());
    var turns = new Turns(timeline);
    var one = new SimulatedNode(timeline, turns, chance, logins, hashes, gateway, checks);
    var other = new SimulatedNode(timeline, turns, chance, logins, hashes, gateway, checks);
    this.nodes = List.of(one, other);
    this.network = new Network(this, nodes);
    world.gateway(GATEWAY, true);
  }

  Timeline timeline() {
    return timeline;
  }

  Chance chance() {
    return chance;
  }

  Checks checks() {
    return checks;
  }

  CountedLogins logins() {
    return logins;
  }

  Network network() {
    return network;
  }

  SharedSecret secret() {
    return secret;
  }

  String code(String user, long step) {
    var token = Objects.requireNonNull(tokens.get(user));
    return new OtpCalculator(token.key(), token.token().parameters()).code(step).reveal();
  }

  /// Lets it all happen; what is then in [#checks] should not be.
  void run() {
    for (String user : USERS) {
      var id = world.user(user, PASSWORD);
      tokens.put(
          user, world.token(id, "T" + USERS.indexOf(user), TokenKind.TOTP, 6, TokenState.ACTIVE));
      timeline.after(chance.upTo(REST), () -> logIn(user));
    }
    nodes.forEach(this::failSometimes);
    timeline.run();
    timeline.after(MEMORY, () -> nodes.forEach(this::look));
    timeline.run();
  }

  private void look(SimulatedNode node) {
    node.leftovers().ifPresent(left -> checks.broken("left over: " + left));
  }

  private void failSometimes(SimulatedNode node) {
    timeline.after(
        chance.upTo(Duration.ofMinutes(2)),
        () -> {
          node.die(chance.upTo(Duration.ofSeconds(20)));
          if (timeline.now().compareTo(LASTS) < 0) {
            failSometimes(node);
          }
        });
  }

  private void logIn(String user) {
    var station = "198.51.100." + (USERS.indexOf(user) + 1);
    var password = chance.percent(10) ? "wrong-horse" : PASSWORD;
    int off = chance.percent(10) ? 400 : 0;
    var plan =
        new SimulatedLogin.Plan(
            user, station, password, off, chance.percent(50) && off == 0, chance.percent(50));
    new SimulatedLogin(this, plan).begin();
    if (timeline.now().compareTo(LASTS) < 0) {
      timeline.after(REST.plus(chance.upTo(REST)), () -> logIn(user));
    }
  }

  /// A right code was typed: now and then somebody sees it and is quick.
  void typed(SimulatedLogin by, String user, boolean right, long step) {
    if (right && by.appended() && chance.percent(25)) {
      var plan = new SimulatedLogin.Plan(user, "192.0.2.66", PASSWORD, 0, true, chance.percent(50));
      timeline.after(
          chance.upTo(Duration.ofSeconds(8)), () -> new SimulatedLogin(this, plan).begin(step));
    }
  }
}
