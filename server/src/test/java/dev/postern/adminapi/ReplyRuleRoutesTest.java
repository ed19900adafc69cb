package dev.postern.adminapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.actor.Actor;
import dev.postern.api.NewReplyRule;
import dev.postern.api.ReplyRuleAttribute;
import dev.postern.api.ReplyRuleChange;
import dev.postern.api.ReplyRulePlace;
import dev.postern.api.ReplyRuleView;
import dev.postern.api.ReplyRuleWhen;
import dev.postern.api.ReplyTest;
import dev.postern.api.ReplyTested;
import dev.postern.api.Secret;
import dev.postern.gateway.GatewaySettings;
import dev.postern.gateway.InMemoryGatewayRegister;
import dev.postern.gateway.Network;
import dev.postern.gateway.RegisteredGateway;
import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Problem;
import dev.postern.http.Refused;
import dev.postern.octets.SecretOctets;
import dev.postern.operator.Role;
import dev.postern.radius.SharedSecret;
import dev.postern.radius.dictionary.Dictionary;
import dev.postern.reply.InMemoryReplyRuleRegister;
import dev.postern.reply.PlacedRule;
import dev.postern.reply.Replies;
import dev.postern.reply.ReplyRules;
import dev.postern.reply.RuleReader;
import dev.postern.testing.InMemoryLoginWorld;
import dev.postern.user.RealmName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplyRuleRoutesTest {
  private static final Caller ADMIN = new Caller(new Actor.Operator("anna"), Role.ADMIN, Set.of());
  private static final Dictionary DICTIONARY = Dictionary.load();

  private final InMemoryLoginWorld world = new InMemoryLoginWorld();
  private final InMemoryReplyRuleRegister register = new InMemoryReplyRuleRegister();
  private final InMemoryGatewayRegister gateways = new InMemoryGatewayRegister();
  private final RuleReader reader = new RuleReader(DICTIONARY);
  private final ReplyRuleRoutes routes =
      new ReplyRuleRoutes(
          register, reader, world.people().users(), world.people().groups(), gateways);
  private final ReplyTestRoutes tests =
      new ReplyTestRoutes(
          world.people().users(), gateways, register, new Replies(DICTIONARY, this::rules));

  @BeforeEach
  void furnish() {
    world.user("jdoe", "correct-horse", "staff");
    var settings =
        GatewaySettings.DEFAULT
            .with(Map.of("reply", "Session-Timeout = 3600\nFilter-Id = all"))
            .refinedBy(
                List.of(
                    new GatewaySettings.Refined(
                        "vpn-ssl", "", "", new java.util.TreeMap<>(Map.of("groups-as", "none")))));
    gateways.add(
        new RegisteredGateway(
            "vpn-1",
            List.of(Network.parse("203.0.113.9").orElseThrow()),
            true,
            settings,
            null,
            Instant.EPOCH),
        new SharedSecret(SecretOctets.utf8("0123456789abcdef")),
        ADMIN.actor());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private ReplyRules rules() {
    var rules = register.open();
    return ReplyRules.of(
        IntStream.range(0, rules.size())
            .mapToObj(i -> reader.hold(new PlacedRule(i + 1, rules.get(i))))
            .toList());
  }

  private static ReplyRuleAttribute attribute(String name, String value) {
    return new ReplyRuleAttribute(name, new Secret(value));
  }

  private static ReplyRuleWhen when(@Nullable String group, @Nullable String gateway) {
    return new ReplyRuleWhen(null, null, group, gateway, null, null, null);
  }

  private ReplyRuleView add(
      String name, @Nullable ReplyRuleWhen when, ReplyRuleAttribute... attributes) {
    var asked = new NewReplyRule(name, when, List.of(attributes), null);
    return (ReplyRuleView) json(Method.POST, "/reply-rules", new FakeRequest().body(asked)).body();
  }

  private Answer.Json json(Method method, String path, FakeRequest request) {
    return (Answer.Json) answer(method, path, request, ADMIN);
  }

  private Answer answer(Method method, String path, FakeRequest request, Caller caller) {
    return Stream.concat(routes.routes().stream(), tests.routes().stream())
        .filter(route -> route.method() == method && route.path().endsWith(path))
        .findFirst()
        .orElseThrow()
        .handler()
        .answer(request, caller);
  }

  private Problem refused(Method method, String path, FakeRequest request) {
    return catchThrowableOfType(Refused.class, () -> answer(method, path, request, ADMIN))
        .problem();
  }

  @Test
  void aRuleIsShownUnderTheDictionarysNamesAndWithoutItsSecrets() {
    var view =
        add(
            "staff",
            when("staff", "vpn-1"),
            attribute("filter-id", "staff"),
            attribute("tunnel-password:1", "swordfish"));
    assertThat(view)
        .isEqualTo(
            new ReplyRuleView(
                "staff",
                1,
                new ReplyRuleWhen("local", null, "staff", "vpn-1", null, null, null),
                List.of(
                    new ReplyRuleView.Shown("Filter-Id", "staff"),
                    new ReplyRuleView.Shown("Tunnel-Password:1", null)),
                null));
  }

  @Test
  void whoIsNamedMustBeThere() {
    var user = new ReplyRuleWhen(null, "nobody", null, null, null, null, null);
    var asked = new NewReplyRule("r", user, null, null);
    var problem = refused(Method.POST, "/reply-rules", new FakeRequest().body(asked));
    assertThat(problem.detail()).isEqualTo("there is no user 'local/nobody'");
    assertThat(problem.field()).isEqualTo("user");
    var group = new NewReplyRule("r", when("stuff", null), null, null);
    assertThat(refused(Method.POST, "/reply-rules", new FakeRequest().body(group)).detail())
        .isEqualTo("there is no group 'local/stuff'");
    var gateway = new NewReplyRule("r", when(null, "vpn-9"), null, null);
    assertThat(refused(Method.POST, "/reply-rules", new FakeRequest().body(gateway)).detail())
        .isEqualTo("there is no gateway 'vpn-9'");
    var realm = new ReplyRuleWhen("local", null, null, null, null, null, null);
    var alone = new NewReplyRule("r", realm, null, null);
    assertThat(refused(Method.POST, "/reply-rules", new FakeRequest().body(alone)).field())
        .isEqualTo("realm");
  }

  @Test
  void everyBadAttributeIsToldAtOnce() {
    var attributes = List.of(attribute("Filter-Idd", "x"), attribute("State", "x"));
    var asked = new NewReplyRule("r", null, attributes, null);
    assertThat(refused(Method.POST, "/reply-rules", new FakeRequest().body(asked)).detail())
        .isEqualTo(
            "there is no attribute 'Filter-Idd', did you mean Filter-Id?; State is set by the"
                + " server itself");
  }

  @Test
  void aRuleThatNeverHoldsIsTold() {
    add("all", when("staff", null));
    assertThat(add("some", when("staff", "vpn-1")).shadowedBy()).isEqualTo("all");
    var place = new FakeRequest().at("name", "some").body(new ReplyRulePlace(1, null, null));
    var moved = (ReplyRuleView) json(Method.PUT, "/place", place).body();
    assertThat(moved.position()).isEqualTo(1);
    assertThat(moved.shadowedBy()).isNull();
  }

  @Test
  void aChangeReplacesWhatItNamesAndKeepsSecrets() {
    add(
        "staff",
        when("staff", "vpn-1"),
        attribute("Tunnel-Password:1", "swordfish"),
        attribute("Filter-Id", "a"),
        attribute("Class", "c"));
    var change =
        new ReplyRuleChange(when("", null), List.of(attribute("Filter-Id", "b")), List.of("class"));
    var request = new FakeRequest().at("name", "staff").body(change);
    var view = (ReplyRuleView) json(Method.PATCH, "/{name}", request).body();
    assertThat(view.when())
        .isEqualTo(new ReplyRuleWhen(null, null, null, "vpn-1", null, null, null));
    assertThat(view.reply())
        .containsExactly(
            new ReplyRuleView.Shown("Tunnel-Password:1", null),
            new ReplyRuleView.Shown("Filter-Id", "b"));
    assertThat(register.open().getFirst().attributes().getFirst().value())
        .isEqualTo(SecretOctets.utf8("swordfish"));
    var none = new ReplyRuleChange(null, null, List.of("Class"));
    var without = new FakeRequest().at("name", "staff").body(none);
    assertThat(refused(Method.PATCH, "/{name}", without).detail())
        .isEqualTo("rule 'staff' has no Class");
  }

  @Test
  void whatAUserWouldBeGrantedIsTold() {
    add("staff", when("staff", "vpn-1"), attribute("Filter-Id", "staff"));
    var asked = new ReplyTest(null, "JDoe", "vpn-1", null, null, null);
    assertThat(json(Method.POST, "/reply-test", new FakeRequest().body(asked)).body())
        .isEqualTo(
            new ReplyTested(
                "local",
                "jdoe",
                "vpn-1",
                "staff",
                null,
                List.of(
                    new ReplyTested.Granted("Filter-Id", "\"staff\"", ReplyTested.From.RULE),
                    new ReplyTested.Granted("Session-Timeout", "3600", ReplyTested.From.GATEWAY),
                    new ReplyTested.Granted(
                        "Fortinet-Group-Name", "\"staff\"", ReplyTested.From.GROUPS)),
                0));
    var refined = new ReplyTest(null, "jdoe", "vpn-1", "VPN-SSL", null, null);
    var tested =
        (ReplyTested) json(Method.POST, "/reply-test", new FakeRequest().body(refined)).body();
    assertThat(tested.refinement()).isEqualTo(1);
    assertThat(tested.reply()).hasSize(2);
  }

  @Test
  void secretsAreShownOnlyWhereThatIsAskedForAndAudited() {
    add("tunnel", null, attribute("Tunnel-Password:1", "swordfish"));
    var asked = new ReplyTest(null, "jdoe", "vpn-1", null, null, null);
    var hidden =
        (ReplyTested) json(Method.POST, "/reply-test", new FakeRequest().body(asked)).body();
    assertThat(hidden.toString()).contains("[redacted]").doesNotContain("swordfish");
    assertThat(register.revealed()).isEmpty();
    var shown = (ReplyTested) json(Method.POST, "/secrets", new FakeRequest().body(asked)).body();
    assertThat(shown.reply().getFirst().value()).isEqualTo(":1:\"swordfish\"");
    assertThat(register.revealed()).containsExactly("tunnel");
  }

  @Test
  void aKeyOfOneRealmDoesNotReachThem() {
    var limited = new Caller(new Actor.MachineKey("k"), Role.ADMIN, Set.of(RealmName.LOCAL));
    Stream.concat(routes.routes().stream(), tests.routes().stream())
        .forEach(route -> {
          var request = new FakeRequest().at("name", "staff");
          var refused =
              catchThrowableOfType(Refused.class, () -> route.handler().answer(request, limited));
          assertThat(refused.problem().status()).isEqualTo(403);
        });
  }
}
