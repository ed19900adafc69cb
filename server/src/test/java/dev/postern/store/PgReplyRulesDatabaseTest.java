package dev.postern.store;

import static dev.postern.reply.ReplyRuleRegisterContract.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.audit.AuditEntry;
import dev.postern.crypto.KeyRing;
import dev.postern.crypto.Sealer;
import dev.postern.radius.dictionary.Dictionary;
import dev.postern.reply.Admission;
import dev.postern.reply.HeldRule;
import dev.postern.reply.ReplyRule;
import dev.postern.reply.ReplyRuleRegister;
import dev.postern.reply.ReplyRuleRegisterContract;
import dev.postern.reply.RuleConditions;
import dev.postern.reply.RulePlace;
import dev.postern.reply.RuleReader;
import dev.postern.user.RealmName;
import dev.postern.user.Recoverable;
import dev.postern.user.User;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class PgReplyRulesDatabaseTest implements ReplyRuleRegisterContract {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
  private static final UserName NAME = new UserName("jdoe");
  private static final Admission JDOE_COMES =
      new Admission(
          new User(
              UserId.of(RealmName.LOCAL, NAME),
              RealmName.LOCAL,
              NAME,
              "",
              "",
              "",
              List.of(),
              true,
              true,
              Recoverable.NOTHING),
          "vpn-1",
          "vpn-ssl",
          "",
          "");

  private final MigratedDatabase migrated = new MigratedDatabase();
  private final Sealer sealer = new Sealer(ring("k1"), new SecureRandom());
  private final PgReplyRules register = new PgReplyRules(migrated.database(), sealer, () -> NOW);

  @Override
  public ReplyRuleRegister register() {
    return register;
  }

  @AfterEach
  void close() {
    migrated.close();
  }

  @Test
  void everyChangeIsAuditedWithoutItsSecrets() {
    register.add(rule("staff", SECRET, FILTER), new RulePlace.Last(), ANNA);
    register.change(
        "staff", r -> new ReplyRule("staff", RuleConditions.ANY, List.of(FILTER)), ANNA);
    register.change("staff", r -> new ReplyRule("staff", r.when(), List.of(SECRET)), ANNA);
    register.move("staff", new RulePlace.At(1), ANNA);
    register.remove("staff", ANNA);
    assertThat(migrated.audited())
        .containsExactly(
            entry(
                "reply-rule.added",
                Map.of(
                    "rule", "staff",
                    "position", "1",
                    "realm", "local",
                    "user", "jdoe",
                    "gateway", "vpn-1",
                    "connect-info", "vpn-ssl",
                    "attributes", "Tunnel-Password:1 = [redacted], Filter-Id = staff \"a\"")),
            entry(
                "reply-rule.changed",
                Map.of(
                    "rule", "staff",
                    "realm", "",
                    "user", "",
                    "gateway", "",
                    "connect-info", "",
                    "attributes", "Filter-Id = staff \"a\"")),
            entry(
                "reply-rule.changed",
                Map.of(
                    "rule", "staff",
                    "attributes", "Tunnel-Password:1 = [redacted]",
                    "secrets", "Tunnel-Password:1")),
            entry("reply-rule.moved", Map.of("rule", "staff", "position", "1")),
            entry("reply-rule.removed", Map.of("rule", "staff")));
  }

  @Test
  void aSecretLiesSealed() throws SQLException {
    register.add(rule("staff", SECRET, FILTER), new RulePlace.Last(), ANNA);
    try (var connection = migrated.test().connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT r::text, convert_from(sealed_values, 'LATIN1'), sealed_under"
                    + " FROM reply_rules r")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).doesNotContain("swordfish").contains("staff");
      assertThat(row.getString(2)).doesNotContain("swordfish");
      assertThat(row.getString(3)).isEqualTo("k1");
    }
  }

  @Test
  void aChangeIsSeenByTheWatchesOfTwoNodes() {
    try (var one = watch(sealer);
        var other = watch(sealer)) {
      assertThat(one.loaded()).isTrue();
      assertThat(one.rules().size()).isZero();
      register.add(rule("staff", SECRET), new RulePlace.Last(), ANNA);
      await().until(() -> one.rules().size() == 1 && other.rules().size() == 1);
      assertThat(other.rules().first(JDOE_COMES)).map(HeldRule::name).hasValue("staff");
      assertThat(granted(other)).contains("\"swordfish\"");
      register.remove("staff", ANNA);
      await().until(() -> one.rules().size() == 0 && other.rules().size() == 0);
    }
  }

  private static String granted(ReplyRuleWatch watch) {
    var rule = (HeldRule.Sound) watch.rules().first(JDOE_COMES).orElseThrow();
    return rule.grants().getFirst().revealed();
  }

  @Test
  void aRuleThatDoesNotUnsealKeepsItsPlaceAndGrantsNothing() {
    var foreign = new Sealer(ring("k2"), new SecureRandom());
    new PgReplyRules(migrated.database(), foreign, () -> NOW)
        .add(rule("sealed", SECRET), new RulePlace.Last(), ANNA);
    register.add(rule("behind", FILTER), new RulePlace.Last(), ANNA);
    try (var watch = watch(sealer)) {
      Optional<HeldRule> held = watch.rules().first(JDOE_COMES);
      assertThat(held).get().isInstanceOf(HeldRule.Broken.class);
      assertThat(watch.rules().broken()).extracting(HeldRule::name).containsExactly("sealed");
    }
  }

  private ReplyRuleWatch watch(Sealer with) {
    var reader = new RuleReader(Dictionary.load());
    return ReplyRuleWatch.start(migrated.database(), with, reader, ReplyRuleWatch.EVERY);
  }

  private static AuditEntry entry(String event, Map<String, String> detail) {
    return AuditEntry.of(NOW, event, ANNA, detail);
  }

  private static KeyRing ring(String name) {
    return KeyRing.parse(name + " " + Base64.getEncoder().encodeToString(new byte[32]), "test");
  }
}
