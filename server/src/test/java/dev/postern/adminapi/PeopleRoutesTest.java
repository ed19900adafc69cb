package dev.postern.adminapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.actor.Actor;
import dev.postern.api.ApiPaths;
import dev.postern.api.ApprovalView;
import dev.postern.api.GroupView;
import dev.postern.api.NewGroup;
import dev.postern.api.NewPassword;
import dev.postern.api.NewToken;
import dev.postern.api.NewUser;
import dev.postern.api.RealmChange;
import dev.postern.api.RealmChanged;
import dev.postern.api.RealmView;
import dev.postern.api.Secret;
import dev.postern.api.TokenActivation;
import dev.postern.api.TokenView;
import dev.postern.api.UserChange;
import dev.postern.api.UserRef;
import dev.postern.api.UserView;
import dev.postern.crypto.Argon2Cost;
import dev.postern.crypto.KeyRing;
import dev.postern.crypto.Sealer;
import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Page;
import dev.postern.http.Refused;
import dev.postern.octets.Base32;
import dev.postern.operator.Role;
import dev.postern.otp.Otp;
import dev.postern.otp.OtpParameters;
import dev.postern.password.HashPool;
import dev.postern.password.PasswordSettings;
import dev.postern.password.Recoverables;
import dev.postern.provisioning.Provisioning;
import dev.postern.testing.InMemoryPeople;
import dev.postern.testing.LoginWorld;
import dev.postern.token.TokenSerial;
import dev.postern.user.RealmName;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeopleRoutesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  private static final Caller ADMIN =
      new Caller(new Actor.Operator("anna"), Role.ADMIN, Set.of(), null);
  private static final Caller HELPDESK =
      new Caller(new Actor.Operator("hugo"), Role.HELPDESK, Set.of(), null);
  private static final Caller ELSEWHERE =
      new Caller(new Actor.MachineKey("k"), Role.ADMIN, Set.of(new RealmName("other")), null);

  private final InMemoryPeople people = new InMemoryPeople(() -> NOW);
  private final HashPool pool =
      new HashPool(
          new PasswordSettings(new Argon2Cost(64, 1, 1), 1, 4, Duration.ofSeconds(10), false),
          new SecureRandom(),
          System::nanoTime);
  private final Sealer sealer =
      new Sealer(
          KeyRing.parse("k1 " + Base64.getEncoder().encodeToString(new byte[32]), "test"),
          new SecureRandom());
  private final List<AdminRoutes> nouns =
      List.of(
          new UserRoutes(
              people.users(), pool, new Recoverables(LoginWorld.SEALER), people.realms()),
          new RealmRoutes(people.realms()),
          new GroupRoutes(people.groups()),
          new TokenRoutes(
              people.tokens(),
              new Provisioning(people.tokens(), sealer, () -> NOW),
              new TokenWire(() -> NOW, RandomGenerator.of("L64X128MixRandom"))),
          new ApprovalRoutes(people.approvals()));

  @AfterEach
  void close() {
    pool.close();
  }

  private Answer ask(Method method, String path, FakeRequest request, Caller caller) {
    return nouns.stream()
        .flatMap(noun -> noun.routes().stream())
        .filter(route -> route.method() == method && route.path().equals(path))
        .findFirst()
        .orElseThrow()
        .handler()
        .answer(request, caller);
  }

  private static FakeRequest jdoe() {
    return new FakeRequest().at("realm", "local").at("name", "jdoe");
  }

  private void addJdoe() {
    var user =
        new NewUser(
            null, "JDoe", "John", null, null, null, null, new Secret("correct horse"), null);
    ask(Method.POST, ApiPaths.USERS, new FakeRequest().body(user), ADMIN);
  }

  private static NewToken token(@Nullable String serial, boolean pending) {
    return new NewToken(
        serial,
        TokenView.Kind.TOTP,
        TokenView.Algorithm.SHA1,
        6,
        30,
        null,
        new Secret(KEY),
        "phone",
        new UserRef("local", "jdoe"),
        pending,
        null);
  }

  @Test
  void aUserIsAddedByThePreparedNameWithAHashedPassword() {
    addJdoe();
    var shown = ask(Method.GET, ApiPaths.USER, jdoe(), HELPDESK);
    assertThat(shown)
        .isEqualTo(
            Answer.ok(
                new UserView(
                    "local", "jdoe", "John", "", "", List.of(), true, true, "nothing", false, 0, 0,
                    null, NOW)));
    assertThat(people.audited().toString()).doesNotContain("horse", "argon2");
  }

  @Test
  void whatIsKeptOfAPasswordIsTheAdminsToSay() {
    addJdoe();
    var change = new UserChange(null, null, null, null, null, "nt-hash");
    var refused = ask(Method.PATCH, ApiPaths.USER, jdoe().body(change), HELPDESK);
    assertThat(((Answer.Failed) refused).problem().status()).isEqualTo(403);
    assertThat(shownAfter(change)).isEqualTo("nt-hash, there: false");
    var password = new NewPassword(new Secret("correct-horse"));
    ask(Method.PUT, ApiPaths.USER_PASSWORD, jdoe().body(password), ADMIN);
    assertThat(shownAfter(change)).isEqualTo("nt-hash, there: true");
    var nothing = new UserChange(null, null, null, null, null, "nothing");
    assertThat(shownAfter(nothing)).isEqualTo("nothing, there: false");
    var unknown = new UserChange(null, null, null, null, null, "md5");
    assertThatThrownBy(() -> shownAfter(unknown)).hasMessageContaining("nt-hash");
  }

  @Test
  void whatARealmSaysHoldsForWhoIsAddedToIt() {
    var change = new FakeRequest().at("realm", "local").body(new RealmChange("password"));
    var view = new RealmView("local", "password");
    assertThat(ask(Method.PATCH, ApiPaths.REALM, change, ADMIN))
        .isEqualTo(Answer.ok(new RealmChanged(view, 0)));
    assertThat(ask(Method.GET, ApiPaths.REALM, change, HELPDESK)).isEqualTo(Answer.ok(view));
    addJdoe();
    assertThat(shownAfter(new UserChange("J", null, null, null, null, null)))
        .isEqualTo("password, there: true");
  }

  private String shownAfter(UserChange change) {
    var answer = ask(Method.PATCH, ApiPaths.USER, jdoe().body(change), ADMIN);
    var view = (UserView) ((Answer.Json) answer).body();
    return view.recoverable() + ", there: " + view.hasRecoverable();
  }

  @Test
  void theSameNameAgainIsAConflict() {
    addJdoe();
    var again = new NewUser(null, "jdoe", null, null, null, null, null, null, null);
    var answer = ask(Method.POST, ApiPaths.USERS, new FakeRequest().body(again), ADMIN);
    assertThat(((Answer.Failed) answer).problem().status()).isEqualTo(409);
  }

  @Test
  void theHelpDeskChangesAddressesButNotAccess() {
    addJdoe();
    var address = new UserChange(null, "j@example.com", null, null, null, null);
    assertThat(ask(Method.PATCH, ApiPaths.USER, jdoe().body(address), HELPDESK))
        .isInstanceOf(Answer.Json.class);
    var access = new UserChange(null, null, null, null, false, null);
    var answer = ask(Method.PATCH, ApiPaths.USER, jdoe().body(access), HELPDESK);
    assertThat(((Answer.Failed) answer).problem().status()).isEqualTo(403);
  }

  /// S24
  @Test
  void aTokenAfterAnAddressChangeTakesASecondOperatorWhomTheRefusalNames() {
    addJdoe();
    people.operator("bert", Instant.EPOCH);
    var address = new UserChange(null, "thief@example.com", null, null, null, null);
    ask(Method.PATCH, ApiPaths.USER, jdoe().body(address), HELPDESK);
    var body = new FakeRequest().body(token("T1", false));
    var problem = ((Answer.Failed) ask(Method.POST, ApiPaths.TOKENS, body, ADMIN)).problem();
    assertThat(problem.status()).isEqualTo(409);
    assertThat(problem.detail()).contains("second operator until 2026-11-25T10:00:00Z");
    String id = people.approvals().open("", 2).getFirst().id();
    assertThat(problem.hint()).contains("posternctl approval grant " + id);
    var asked = new FakeRequest().at("id", id);
    assertThat(ask(Method.POST, ApiPaths.APPROVAL_GRANT, asked, ADMIN))
        .isInstanceOf(Answer.Failed.class);
    assertThat(ask(Method.POST, ApiPaths.APPROVAL_GRANT, asked, ELSEWHERE))
        .isInstanceOfSatisfying(
            Answer.Failed.class, failed -> assertThat(failed.problem().status()).isEqualTo(404));
    var bert = new Caller(new Actor.Operator("bert"), Role.HELPDESK, Set.of());
    var granted =
        new ApprovalView(
            id,
            "reissue",
            new UserRef("local", "jdoe"),
            "operator:anna",
            NOW,
            NOW.plus(Duration.ofDays(1)),
            "granted",
            "operator:bert",
            NOW);
    assertThat(ask(Method.POST, ApiPaths.APPROVAL_GRANT, asked, bert))
        .isEqualTo(Answer.ok(granted));
    assertThat(ask(Method.GET, ApiPaths.APPROVALS, new FakeRequest(), HELPDESK))
        .isEqualTo(Answer.ok(new Page<>(List.of(granted), null)));
    assertThat(ask(Method.GET, ApiPaths.APPROVALS, new FakeRequest(), ELSEWHERE))
        .isEqualTo(Answer.ok(new Page<>(List.of(), null)));
    assertThat(ask(Method.POST, ApiPaths.TOKENS, body, ADMIN)).isInstanceOf(Answer.Json.class);
  }

  /// S24, S25
  @Test
  void nobodySeesTheSeedOfATokenThatIsThereNorItsCode() {
    addJdoe();
    ask(Method.POST, ApiPaths.TOKENS, new FakeRequest().body(token("T1", false)), ADMIN);
    var key = Base32.decode(KEY).orElseThrow();
    var code = Otp.code(key, OtpParameters.USUAL, NOW.getEpochSecond() / 30).reveal();
    var seen = new StringBuilder();
    for (var noun : nouns) {
      for (var route : noun.routes()) {
        if (route.permission().heldBy(Role.HELPDESK)) {
          seen.append(answered(route, HELPDESK)).append('\n');
        }
        if (route.method() != Method.DELETE) {
          seen.append(answered(route, ADMIN)).append('\n');
        }
      }
    }
    assertThat(seen.toString())
        .contains("T1", "jdoe")
        .doesNotContain(KEY, code, "otpauth", "argon2", "horse");
    assertThat(nouns.stream().flatMap(noun -> noun.routes().stream()))
        .filteredOn(route -> route.method() == Method.POST && route.path().equals(ApiPaths.TOKENS))
        .singleElement() // whoever makes a token brings its key, and so has its QR
        .satisfies(route -> assertThat(route.permission().heldBy(Role.HELPDESK)).isFalse());
  }

  private static String answered(AdminRoute route, Caller caller) {
    var request =
        jdoe()
            .at("user", "jdoe")
            .at("serial", "T1")
            .at("id", "none")
            .body(new TokenActivation(new Secret("000000")));
    try {
      return route.handler().answer(request, caller).toString();
    } catch (Refused | ClassCastException refused) { // a body of another kind was wanted
      return refused.toString();
    }
  }

  @Test
  void aPasswordThatFitsIntoNoRequestIsRefused() {
    addJdoe();
    var tooLong = new NewPassword(new Secret("x".repeat(129)));
    assertThatThrownBy(() -> ask(Method.PUT, ApiPaths.USER_PASSWORD, jdoe().body(tooLong), ADMIN))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("128");
  }

  /// S24
  @Test
  void aKeyForAnotherRealmSeesNobodyHere() {
    addJdoe();
    ask(Method.POST, ApiPaths.TOKENS, new FakeRequest().body(token("T1", false)), ADMIN);
    assertThatThrownBy(() -> ask(Method.GET, ApiPaths.USER, jdoe(), ELSEWHERE))
        .isInstanceOf(Refused.class);
    var t1 = new FakeRequest().at("serial", "T1");
    assertThatThrownBy(() -> ask(Method.GET, ApiPaths.TOKEN, t1, ELSEWHERE))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no token");
  }

  @Test
  void groupsAreJoinedAndListed() {
    addJdoe();
    ask(
        Method.POST,
        ApiPaths.GROUPS,
        new FakeRequest().body(new NewGroup(null, "vpn", null)),
        ADMIN);
    var member = new FakeRequest().at("realm", "local").at("name", "vpn").at("user", "jdoe");
    assertThat(ask(Method.PUT, ApiPaths.GROUP_MEMBER, member, ADMIN)).isEqualTo(Answer.done());
    assertThat(ask(Method.GET, ApiPaths.GROUPS, new FakeRequest(), HELPDESK))
        .isEqualTo(Answer.ok(new Page<>(List.of(new GroupView("local", "vpn", "", 1)), null)));
  }

  /// S25
  @Test
  void aTokenIsShownWithoutItsKey() {
    addJdoe();
    var answer =
        ask(Method.POST, ApiPaths.TOKENS, new FakeRequest().body(token(null, false)), ADMIN);
    var view = (TokenView) ((Answer.Json) answer).body();
    assertThat(view.serial()).matches("PT[A-Z2-9]{10}");
    assertThat(view.state()).isEqualTo(TokenView.State.ACTIVE);
    assertThat(view.toString()).doesNotContain(KEY);
    var kept = people.tokens().sealedKey(new TokenSerial(view.serial())).orElseThrow();
    assertThat(sealer.unseal(kept, "token:" + view.serial()))
        .isEqualTo(Base32.decode(KEY).orElseThrow());
  }

  @Test
  void aShortKeyIsRefusedAndNotRepeated() {
    var body =
        new NewToken(
            "T1",
            TokenView.Kind.TOTP,
            TokenView.Algorithm.SHA1,
            6,
            null,
            null,
            new Secret("GEZDGNBVGY"),
            null,
            null,
            false,
            null);
    assertThatThrownBy(() -> ask(Method.POST, ApiPaths.TOKENS, new FakeRequest().body(body), ADMIN))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("112")
        .hasMessageNotContaining("GEZDGNBVGY");
  }

  @Test
  void aPendingTokenIsActivatedByItsCodeWhichIsThenSpent() {
    addJdoe();
    ask(Method.POST, ApiPaths.TOKENS, new FakeRequest().body(token("T1", true)), ADMIN);
    long step = NOW.getEpochSecond() / 30;
    var code = Otp.code(Base32.decode(KEY).orElseThrow(), OtpParameters.USUAL, step).reveal();
    var wrong = code.equals("123456") ? "654321" : "123456";
    assertThat(ask(Method.POST, ApiPaths.TOKEN_ACTIVATE, shown(wrong), HELPDESK))
        .isInstanceOf(Answer.Failed.class);
    assertThat(ask(Method.POST, ApiPaths.TOKEN_ACTIVATE, shown(code), HELPDESK))
        .isInstanceOf(Answer.Json.class);
    assertThat(people.tokens().find(new TokenSerial("T1")).orElseThrow().token().lastStep())
        .isEqualTo(step);
  }

  private static FakeRequest shown(String code) {
    return new FakeRequest().at("serial", "T1").body(new TokenActivation(new Secret(code)));
  }
}
