package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.accounting.SessionClass;
import dev.postern.eap.EapConversations;
import dev.postern.eap.EapSettings;
import dev.postern.gateway.Gateway;
import dev.postern.gateway.GatewayPolicy;
import dev.postern.gateway.GatewayRequest;
import dev.postern.gateway.GatewayRules;
import dev.postern.gateway.GatewaySettings;
import dev.postern.gateway.ReplyCheck;
import dev.postern.gateway.SettingsReader;
import dev.postern.gateway.SettingsReading;
import dev.postern.mschap.MsChapV2Proof;
import dev.postern.mschap.NtHash;
import dev.postern.mschap.ProofAttributes;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.password.HashPool;
import dev.postern.password.LocalPasswords;
import dev.postern.password.PasswordSettings;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.SharedSecret;
import dev.postern.reply.PlacedRule;
import dev.postern.reply.Replies;
import dev.postern.reply.ReplyRule;
import dev.postern.reply.ReplyRules;
import dev.postern.reply.RuleConditions;
import dev.postern.reply.RuleReader;
import dev.postern.testing.InMemoryLoginWorld;
import dev.postern.testing.LoginStage;
import dev.postern.testing.LoginWorld;
import dev.postern.testing.TestParts;
import dev.postern.user.Recoverable;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A reply with hidden values of several origins.
class SaltsOfAReplyTest {
  private static final SharedSecret SECRET = new SharedSecret(SecretOctets.utf8("testing123"));
  private static final int TUNNEL_PASSWORD = 69;
  private static final int MICROSOFT = 311;

  /// Chance that always falls the same way: whoever begins anew with it begins at the same salt.
  private static final class SameAgain extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public int nextInt(int bound) {
      return 0;
    }
  }

  private final SecureRandom random = new SameAgain();
  private final InMemoryLoginWorld world = new InMemoryLoginWorld();
  private final HashPool hashes =
      new HashPool(PasswordSettings.usual(1), new SecureRandom(), System::nanoTime);

  @AfterEach
  void close() {
    hashes.close();
    world.close();
  }

  @Test
  @DisplayName("RFC 2868, section 3.5: no salt comes twice in a packet")
  void noSaltComesTwiceInAPacket() {
    world.gateway("vpn-1", true);
    world.user("jdoe", "correct-horse", Recoverable.NT_HASH);
    var salts = salts(handler().answer(request()).orElseThrow().attributes());
    assertThat(salts).hasSize(4).doesNotHaveDuplicates();
  }

  private AccessHandler handler() {
    var passwords = new LocalPasswords(hashes);
    var parts = TestParts.of(world.logins(), passwords, world.clock(), System::nanoTime, random);
    return new AccessHandler(
        new AccessFlow(parts),
        new Replies(LoginStage.DICTIONARY, SaltsOfAReplyTest::rules),
        new RequestIds(random),
        new EapConversations(EapSettings.DEFAULT, Optional.empty(), System::nanoTime, random),
        new SessionClass(LoginWorld.RING),
        () -> true,
        LoginMeter.NONE);
  }

  private static ReplyRules rules() {
    var reader = new RuleReader(LoginStage.DICTIONARY);
    var attributes =
        List.of(
            reader.attribute("Tunnel-Password:1", SecretOctets.utf8("swordfish")),
            reader.attribute("Tunnel-Password:2", SecretOctets.utf8("swordfish")));
    var rule = new ReplyRule("secrets", RuleConditions.ANY, attributes);
    return ReplyRules.of(List.of(reader.hold(new PlacedRule(1, rule))));
  }

  private static GatewayRequest request() {
    var hash = NtHash.of(SecretOctets.utf8("correct-horse"));
    var proof = MsChapV2Proof.make(hash, Octets.utf8("jdoe"), new Random(7));
    var attributes = new ArrayList<Attribute>();
    attributes.add(Attribute.text(AttributeNumber.USER_NAME, "jdoe"));
    attributes.addAll(ProofAttributes.of(proof, Octets.empty(), SECRET));
    var authenticator = Octets.hex("01".repeat(16));
    var packet = new Packet(PacketCode.ACCESS_REQUEST, 7, authenticator, attributes);
    var from = new InetSocketAddress("203.0.113.1", 4000);
    return new GatewayRequest(gateway(), packet, SECRET, from, System.nanoTime());
  }

  private static Gateway gateway() {
    var settings = GatewaySettings.DEFAULT.with(Map.of("without-token", "password-alone"));
    var reading = SettingsReader.read(settings, ReplyCheck.NONE);
    var policy =
        reading instanceof SettingsReading.Sound(GatewayRules rules)
            ? rules.policy()
            : GatewayPolicy.DEFAULT;
    return new Gateway("vpn-1", SECRET, null, Instant.EPOCH, true, false, policy, List.of());
  }

  private static List<Octets> salts(List<Attribute> attributes) {
    var salts = new ArrayList<Octets>();
    for (var attribute : attributes) {
      if (attribute.type() == TUNNEL_PASSWORD) {
        salts.add(attribute.value().slice(1, 3)); // behind the tag
      }
      attribute.ofVendor().stream()
          .filter(sub -> sub.vendor() == MICROSOFT && (sub.type() == 16 || sub.type() == 17))
          .forEach(key -> salts.add(key.value().slice(0, 2)));
    }
    return salts;
  }
}
