package dev.postern.testing;

import dev.postern.access.AccessFlow;
import dev.postern.access.AccessHandler;
import dev.postern.access.AccessParts;
import dev.postern.access.LimitSettings;
import dev.postern.access.LoginMeter;
import dev.postern.access.Logins;
import dev.postern.access.PasswordUpgrades;
import dev.postern.access.RequestIds;
import dev.postern.accounting.SessionClass;
import dev.postern.eap.EapConversations;
import dev.postern.eap.EapSettings;
import dev.postern.gateway.Gateway;
import dev.postern.gateway.GatewayRules;
import dev.postern.gateway.GatewaySettings;
import dev.postern.gateway.ReplyCheck;
import dev.postern.gateway.SettingsReader;
import dev.postern.gateway.SettingsReading;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.password.HashPool;
import dev.postern.password.LocalPasswords;
import dev.postern.password.PasswordSettings;
import dev.postern.radius.SharedSecret;
import dev.postern.radius.dictionary.Dictionary;
import dev.postern.reply.PlacedRule;
import dev.postern.reply.Replies;
import dev.postern.reply.ReplyRule;
import dev.postern.reply.ReplyRules;
import dev.postern.reply.RuleReader;
import dev.postern.transport.GateClock;
import dev.postern.transport.GateMeter;
import dev.postern.transport.Received;
import dev.postern.transport.RequestGate;
import dev.postern.transport.TransportSettings;
import dev.postern.transport.Workers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/// Two nodes from the gate to the logins, without sockets: octets in, octets out.
///
/// Requests seem to arrive in an hour, so that every reply is too early and put off, however slow
/// the machine is; until when tells its floor.
public final class LoginStage implements AutoCloseable {
  public static final Dictionary DICTIONARY = Dictionary.load();

  /// Without reply rules.
  public static final Replies REPLIES = new Replies(DICTIONARY, () -> ReplyRules.NONE);

  private static final InetSocketAddress LOCAL = new InetSocketAddress("192.0.2.100", 1812);
  private static final long AN_HOUR = Duration.ofHours(1).toNanos();

  /// What came back, and whether it had to wait for a floor.
  public record Heard(Optional<Octets> reply, boolean delayed) {}

  private final SecureRandom random = new SecureRandom();
  private final LoginWorld world;
  private final PasswordUpgrades upgrades;
  private final LoginMeter meter;
  private final HashPool hashes = new HashPool(PasswordSettings.usual(1), random, System::nanoTime);
  private final Map<String, Gateway> gateways = new LinkedHashMap<>();
  private final Map<InetAddress, Gateway> byAddress = new ConcurrentHashMap<>();
  private final Workers workers = new Workers(64);
  private final RequestGate node;
  private final RequestGate otherNode;
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private volatile long arrived;
  private volatile ReplyRules rules = ReplyRules.NONE;

  public LoginStage(LoginWorld world) {
    this(world, PasswordUpgrades.NONE, LoginMeter.NONE);
  }

  public LoginStage(LoginWorld world, PasswordUpgrades upgrades, LoginMeter meter) {
    this.world = world;
    this.upgrades = upgrades;
    this.meter = meter;
    this.node = gate(world.logins());
    this.otherNode = gate(world.otherNode());
  }

  private RequestGate gate(Logins logins) {
    var handler =
        new AccessHandler(
            new AccessFlow(parts(logins)),
            new Replies(DICTIONARY, () -> rules),
            new RequestIds(random),
            new EapConversations(EapSettings.DEFAULT, Optional.empty(), System::nanoTime, random),
            new SessionClass(LoginWorld.RING),
            () -> true,
            LoginMeter.NONE);
    return new RequestGate(
        source -> Optional.ofNullable(byAddress.get(source)),
        handler::answer,
        workers,
        TransportSettings.DEFAULT,
        new GateClock(world.clock(), System::nanoTime),
        () -> true,
        new GateMeter() {
          @Override
          public void failed(Gateway gateway, Throwable failure) {
            failures.add(failure);
          }
        });
  }

  private AccessParts parts(Logins logins) {
    var passwords = new LocalPasswords(hashes);
    var parts = TestParts.of(logins, passwords, world.clock(), () -> arrived, random);
    return TestParts.with(parts, upgrades, meter);
  }

  /// Adds a gateway with settings as an operator gives them; its secret is its name twice.
  public void gateway(String name, GatewaySettings settings) {
    GatewayRules rules =
        switch (SettingsReader.read(settings, ReplyCheck.NONE)) {
          case SettingsReading.Sound(GatewayRules sound) -> sound;
          case SettingsReading.Unsound unsound ->
              throw new IllegalArgumentException(unsound.inOneLine());
        };
    var gateway =
        new Gateway(
            name,
            new SharedSecret(SecretOctets.utf8("the secret of gateway " + name)),
            null,
            Instant.EPOCH,
            rules.requireMessageAuthenticator(),
            rules.limitProxyState(),
            rules.policy(),
            rules.refinements());
    gateways.put(name, gateway);
    byAddress.put(source(name, 0).getAddress(), gateway);
    world.gateway(name, true);
  }

  /// All reply rules from now on, in their order.
  public void rules(List<ReplyRule> inOrder) {
    var reader = new RuleReader(DICTIONARY);
    rules =
        ReplyRules.of(
            IntStream.range(0, inOrder.size())
                .mapToObj(i -> reader.hold(new PlacedRule(i + 1, inOrder.get(i))))
                .toList());
  }

  public Gateway gateway(String name) {
    return Optional.ofNullable(gateways.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no gateway " + name));
  }

  /// An address of the gateway, by the order in which it was added.
  public InetSocketAddress source(String gateway, int port) {
    int place = gateways.keySet().stream().toList().indexOf(gateway) + 1;
    return new InetSocketAddress("203.0.113." + place, port);
  }

  /// Sends octets to a node and waits until it is done with them.
  public Heard send(boolean toOtherNode, InetSocketAddress source, Octets octets) {
    var replies = new ConcurrentLinkedQueue<Octets>();
    var delayed = new AtomicBoolean();
    arrived = System.nanoTime() + AN_HOUR;
    var way =
        new Received.WayBack() {
          @Override
          public void send(Octets sent) {
            replies.add(sent);
          }

          @Override
          public void later(Duration delay, Runnable action) {
            long floor = System.nanoTime() + delay.toNanos() - arrived;
            delayed.set(floor >= LimitSettings.DEFAULT.rejectFloor().toNanos());
            action.run();
          }
        };
    var gate = toOtherNode ? otherNode : node;
    gate.receive(new Received(octets, source, LOCAL, arrived, way));
    try {
      if (!workers.drain(Duration.ofSeconds(30))) {
        throw new AssertionError("a request is still in work");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    var failure = failures.poll();
    if (failure != null) {
      throw new AssertionError("a node failed: " + failure, failure);
    }
    return new Heard(Optional.ofNullable(replies.poll()), delayed.get());
  }

  @Override
  public void close() {
    hashes.close();
  }
}
