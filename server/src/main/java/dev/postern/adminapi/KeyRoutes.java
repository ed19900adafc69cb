package dev.postern.adminapi;

import static dev.postern.adminapi.Permission.CHANGE_OPERATORS;
import static dev.postern.adminapi.Permission.SEE_OPERATORS;
import static dev.postern.adminapi.Permission.SEE_STATUS;

import dev.postern.api.ApiPaths;
import dev.postern.api.KeyCreated;
import dev.postern.api.KeyView;
import dev.postern.api.NewKey;
import dev.postern.api.OperatorView;
import dev.postern.api.Secret;
import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Page;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.operator.ApiKey;
import dev.postern.operator.ApiKeys;
import dev.postern.operator.KeySecret;
import dev.postern.operator.Operator;
import dev.postern.operator.Role;
import dev.postern.user.RealmName;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The routes of machines' keys, and the one by which an operator logs out.
public final class KeyRoutes implements AdminRoutes {
  private static final int ID_OCTETS = 6;

  private final ApiKeys keys;
  private final SecureRandom random;
  private final InstantSource clock;

  public KeyRoutes(ApiKeys keys, SecureRandom random, InstantSource clock) {
    this.keys = keys;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        new AdminRoute(Method.GET, ApiPaths.KEYS, SEE_OPERATORS, this::list),
        new AdminRoute(Method.POST, ApiPaths.KEYS, CHANGE_OPERATORS, this::add),
        new AdminRoute(Method.DELETE, ApiPaths.KEY, CHANGE_OPERATORS, this::remove),
        new AdminRoute(Method.POST, ApiPaths.LOGOUT, SEE_STATUS, this::logOut));
  }

  private Answer list(Request request, Caller caller) {
    caller.requireAllRealms();
    var range = request.range();
    var listed = keys.machines(range.after(), range.limit() + 1);
    return Answer.ok(Page.of(listed, range, ApiKey::name).map(KeyRoutes::view));
  }

  private Answer add(Request request, Caller caller) {
    caller.requireAllRealms();
    var asked = request.body(NewKey.class);
    if (asked.name() == null || !Operator.sound(asked.name())) {
      return Answer.failed(
          Problem.invalid("a key's name is 1 to 63 small letters, digits, '.', '_', '@' or '-'")
              .field("name"));
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (asked.expiresAt() != null && !asked.expiresAt().isAfter(now)) {
      return Answer.failed(Problem.invalid("expiresAt is past").field("expiresAt"));
    }
    var key =
        new ApiKey(
            freshId(),
            asked.name(),
            role(asked.role()),
            realms(asked.realm()),
            null,
            now,
            asked.expiresAt(),
            null);
    var secret = KeySecret.random(random);
    return keys.add(key, secret, caller.actor())
        ? Answer.created(new KeyCreated(view(key), new Secret(secret.reveal())))
        : Answer.failed(
            Problem.conflict("there is a key '" + asked.name() + "' already").field("name"));
  }

  private String freshId() {
    var octets = new byte[ID_OCTETS];
    random.nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }

  static Role role(OperatorView.@Nullable Role role) {
    if (role == null) {
      throw Problem.invalid("a role is needed")
          .hint("one of admin, helpdesk, auditor")
          .field("role")
          .refused();
    }
    return Role.valueOf(role.name());
  }

  /// The realms that a word of the API limits to: none, which means all, if there is no word.
  static Set<RealmName> realms(@Nullable String realm) {
    if (realm == null || realm.isEmpty()) {
      return Set.of();
    }
    return Set.of(
        RealmName.parse(realm)
            .filter(RealmName.LOCAL::equals) // the only one there is
            .orElseThrow(() ->
                Problem.invalid("there is no realm '" + realm + "'")
                    .hint("the only one is " + RealmName.LOCAL)
                    .field("realm")
                    .refused()));
  }

  static @Nullable String realm(Set<RealmName> realms) {
    return realms.stream().map(RealmName::text).findFirst().orElse(null);
  }

  private static KeyView view(ApiKey key) {
    var used = key.lastUsedOn();
    return new KeyView(
        key.id(),
        key.name(),
        OperatorView.Role.valueOf(key.role().name()),
        realm(key.realms()),
        key.createdAt(),
        key.expiresAt(),
        used == null ? null : used.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  private Answer remove(Request request, Caller caller) {
    caller.requireAllRealms();
    String id = request.segment("id");
    return keys.remove(id, caller.actor())
        ? Answer.done()
        : Answer.failed(
            Problem.notFound("there is no key '" + id + "'").hint("run: posternctl key list"));
  }

  private Answer logOut(Request request, Caller caller) {
    AdminDoor.key(request).ifPresent(key -> keys.forget(KeySecret.of(key), caller.actor()));
    return Answer.done();
  }
}
