package dev.postern.adminapi;

import static dev.postern.adminapi.Permission.CHANGE_PEOPLE;
import static dev.postern.adminapi.Permission.HELP_PEOPLE;
import static dev.postern.adminapi.Permission.SEE_PEOPLE;
import static dev.postern.http.Method.DELETE;
import static dev.postern.http.Method.GET;
import static dev.postern.http.Method.PATCH;
import static dev.postern.http.Method.POST;
import static dev.postern.http.Method.PUT;

import dev.postern.adminapi.PathNames.NamedUser;
import dev.postern.api.ApiPaths;
import dev.postern.api.NewPassword;
import dev.postern.api.NewUser;
import dev.postern.api.Secret;
import dev.postern.api.UserView;
import dev.postern.http.Answer;
import dev.postern.http.Page;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.password.HashPool;
import dev.postern.password.PreparedPassword;
import dev.postern.password.Recoverables;
import dev.postern.user.RealmName;
import dev.postern.user.Realms;
import dev.postern.user.Recoverable;
import dev.postern.user.StoredPassword;
import dev.postern.user.TokensLeft;
import dev.postern.user.User;
import dev.postern.user.UserChange;
import dev.postern.user.UserFilter;
import dev.postern.user.UserStanding;
import dev.postern.user.Users;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Users, their passwords and their locks.
public final class UserRoutes implements AdminRoutes {
  private final Users users;
  private final HashPool passwords;
  private final Recoverables recoverables;
  private final Realms realms;

  public UserRoutes(Users users, HashPool passwords, Recoverables recoverables, Realms realms) {
    this.users = users;
    this.passwords = passwords;
    this.recoverables = recoverables;
    this.realms = realms;
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        new AdminRoute(GET, ApiPaths.USERS, SEE_PEOPLE, this::list),
        new AdminRoute(POST, ApiPaths.USERS, CHANGE_PEOPLE, this::add),
        new AdminRoute(GET, ApiPaths.USER, SEE_PEOPLE, this::show),
        new AdminRoute(PATCH, ApiPaths.USER, HELP_PEOPLE, this::change),
        new AdminRoute(DELETE, ApiPaths.USER, CHANGE_PEOPLE, this::remove),
        new AdminRoute(PUT, ApiPaths.USER_PASSWORD, CHANGE_PEOPLE, this::setPassword),
        new AdminRoute(POST, ApiPaths.USER_UNLOCK, HELP_PEOPLE, this::unlock));
  }

  private Answer list(Request request, Caller caller) {
    var filter =
        new UserFilter(
            PathNames.realm(request.query("realm").orElse(null), caller),
            request.query("prefix").orElse(""),
            request.query("group").orElse(""));
    var range = request.range();
    var found = users.page(filter, range.after(), range.limit() + 1);
    var page = Page.of(found, range, standing -> standing.user().name().text());
    return Answer.ok(page.map(UserRoutes::view));
  }

  private Answer add(Request request, Caller caller) {
    var body = request.body(NewUser.class);
    var named = PathNames.user(body.realm(), body.name(), caller);
    var user =
        new User(
            named.id(),
            named.realm(),
            named.name(),
            text("displayName", body.displayName()),
            text("email", body.email()),
            text("phone", body.phone()),
            Objects.requireNonNullElse(body.groups(), List.of()),
            Objects.requireNonNullElse(body.enabled(), true),
            false,
            recoverable(body.recoverable(), named.realm()));
    var password = body.password() == null ? StoredPassword.NONE : stored(user, body.password());
    return switch (users.add(user, password, caller.actor())) {
      case Users.AddOutcome.Added _ -> Answer.created(view(found(named)));
      case Users.AddOutcome.NameTaken() ->
          Answer.failed(Problem.conflict("there is a user '" + user.name() + "' already"));
      case Users.AddOutcome.NoSuchRealm() ->
          Answer.failed(Problem.notFound("there is no realm '" + user.realm() + "'"));
      case Users.AddOutcome.NoSuchGroups(List<String> names) -> Answer.failed(noSuchGroups(names));
    };
  }

  private static String text(String field, @Nullable String text) {
    if (text != null && (text.length() > 256 || text.chars().anyMatch(Character::isISOControl))) {
      throw Problem.invalid(field + " has control characters or is over 256 characters long")
          .field(field)
          .refused();
    }
    return Objects.requireNonNullElse(text, "");
  }

  private static Problem noSuchGroups(List<String> names) {
    return Problem.invalid("there is no group " + String.join(", ", names))
        .hint("run: posternctl group add")
        .field("groups");
  }

  /// What was said, else what holds for the realm.
  private Recoverable recoverable(@Nullable String said, RealmName realm) {
    return said == null
        ? realms.recoverable(realm).orElse(Recoverable.NOTHING)
        : UserWords.recoverable(said);
  }

  private StoredPassword stored(User user, Secret password) {
    var prepared =
        PreparedPassword.of(password.text())
            .orElseThrow(() ->
                Problem.invalid("a password has 1 to 128 octets and no control characters")
                    .field("password")
                    .refused());
    return passwords
        .hash(prepared)
        .map(hash ->
            StoredPassword.of(hash).with(recoverables.of(user.id(), user.recoverable(), prepared)))
        .orElseThrow(() -> Problem.unavailable("too many passwords are being hashed").refused());
  }

  private Answer show(Request request, Caller caller) {
    return Answer.ok(view(found(PathNames.user(request, caller))));
  }

  private UserStanding found(NamedUser named) {
    return users.find(named.id()).orElseThrow(() -> named.unknown().refused());
  }

  /// The help desk changes how somebody is reached; what they may do is the admin's.
  private Answer change(Request request, Caller caller) {
    var named = PathNames.user(request, caller);
    var body = request.body(dev.postern.api.UserChange.class);
    boolean access = body.groups() != null || body.enabled() != null || body.recoverable() != null;
    if (access && !caller.may(CHANGE_PEOPLE)) {
      return Answer.failed(
          Problem.forbidden(
              "the role " + caller.role().text() + " changes no groups, access or secrets"));
    }
    var change =
        new UserChange(
            body.displayName() == null ? null : text("displayName", body.displayName()),
            body.email() == null ? null : text("email", body.email()),
            body.phone() == null ? null : text("phone", body.phone()),
            body.groups(),
            body.enabled(),
            body.recoverable() == null ? null : UserWords.recoverable(body.recoverable()));
    return switch (users.change(named.id(), change, caller.actor())) {
      case Users.ChangeOutcome.Changed _ -> Answer.ok(view(found(named)));
      case Users.ChangeOutcome.NoSuchUser() -> Answer.failed(named.unknown());
      case Users.ChangeOutcome.NoSuchGroups(List<String> names) ->
          Answer.failed(noSuchGroups(names));
    };
  }

  /// `tokens=stock` keeps the user's tokens for somebody else; otherwise they go too.
  private Answer remove(Request request, Caller caller) {
    var named = PathNames.user(request, caller);
    var left =
        switch (request.query("tokens").orElse("remove")) {
          case "stock" -> TokensLeft.TO_STOCK;
          case "remove" -> TokensLeft.REMOVED;
          default ->
              throw Problem.badRequest("tokens must be stock or remove").field("tokens").refused();
        };
    return users.remove(named.id(), left, caller.actor())
        ? Answer.done()
        : Answer.failed(named.unknown());
  }

  private Answer setPassword(Request request, Caller caller) {
    var named = PathNames.user(request, caller);
    var user = found(named).user();
    var password = stored(user, request.body(NewPassword.class).password());
    return users.setPassword(named.id(), password, caller.actor())
        ? Answer.done()
        : Answer.failed(named.unknown());
  }

  private Answer unlock(Request request, Caller caller) {
    var named = PathNames.user(request, caller);
    return users.unlock(named.id(), caller.actor())
        ? Answer.done()
        : Answer.failed(named.unknown());
  }

  private static UserView view(UserStanding standing) {
    User user = standing.user();
    return new UserView(
        user.realm().text(),
        user.name().text(),
        user.displayName(),
        user.email(),
        user.phone(),
        user.groups(),
        user.enabled(),
        standing.hasPassword(),
        user.recoverable().text(),
        standing.hasRecoverable(),
        standing.tokens(),
        standing.failures(),
        standing.lockedUntil(),
        standing.createdAt());
  }
}
