package dev.postern.adminapi;

import static dev.postern.adminapi.Permission.CHANGE_PEOPLE;
import static dev.postern.adminapi.Permission.HELP_PEOPLE;
import static dev.postern.adminapi.Permission.SEE_PEOPLE;
import static dev.postern.http.Method.DELETE;
import static dev.postern.http.Method.GET;
import static dev.postern.http.Method.PATCH;
import static dev.postern.http.Method.POST;

import dev.postern.api.ApiPaths;
import dev.postern.api.NewToken;
import dev.postern.api.TokenActivation;
import dev.postern.api.UserRef;
import dev.postern.http.Answer;
import dev.postern.http.Page;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.otp.OneTimeCode;
import dev.postern.provisioning.ActivationOutcome;
import dev.postern.provisioning.Provisioning;
import dev.postern.token.HeldToken;
import dev.postern.token.TokenChange;
import dev.postern.token.TokenEvent;
import dev.postern.token.TokenFilter;
import dev.postern.token.TokenFilter.Hands;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.token.Tokens;
import dev.postern.token.Tokens.EventOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Tokens: their keys come in here, sealed at once, and never go out (S25).
public final class TokenRoutes implements AdminRoutes {
  private final Tokens tokens;
  private final Provisioning provisioning;
  private final TokenWire wire;

  public TokenRoutes(Tokens tokens, Provisioning provisioning, TokenWire wire) {
    this.tokens = tokens;
    this.provisioning = provisioning;
    this.wire = wire;
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        new AdminRoute(GET, ApiPaths.TOKENS, SEE_PEOPLE, this::list),
        new AdminRoute(POST, ApiPaths.TOKENS, CHANGE_PEOPLE, this::add),
        new AdminRoute(GET, ApiPaths.TOKEN, SEE_PEOPLE, this::show),
        new AdminRoute(PATCH, ApiPaths.TOKEN, CHANGE_PEOPLE, this::change),
        new AdminRoute(DELETE, ApiPaths.TOKEN, CHANGE_PEOPLE, this::remove),
        moving(ApiPaths.TOKEN_SUSPEND, HELP_PEOPLE, new TokenEvent.Suspend()),
        moving(ApiPaths.TOKEN_RESUME, HELP_PEOPLE, new TokenEvent.Resume()),
        moving(ApiPaths.TOKEN_REVOKE, CHANGE_PEOPLE, new TokenEvent.Revoke()),
        moving(ApiPaths.TOKEN_UNASSIGN, CHANGE_PEOPLE, new TokenEvent.Unassign()),
        new AdminRoute(POST, ApiPaths.TOKEN_ASSIGN, CHANGE_PEOPLE, this::assign),
        new AdminRoute(POST, ApiPaths.TOKEN_ACTIVATE, HELP_PEOPLE, this::activate));
  }

  private AdminRoute moving(String path, Permission permission, TokenEvent event) {
    return new AdminRoute(
        POST, path, permission, (request, caller) -> move(request, caller, event));
  }

  private Answer list(Request request, Caller caller) {
    var filter =
        new TokenFilter(
            hands(request, caller),
            request.query("state").map(TokenRoutes::state).orElse(null),
            request.query("prefix").orElse(""));
    var range = request.range();
    var found = tokens.page(filter, range.after(), range.limit() + 1);
    var page = Page.of(found, range, held -> held.token().serial().text());
    return Answer.ok(page.map(TokenWire::view));
  }

  private static Hands hands(Request request, Caller caller) {
    Optional<String> realm = request.query("realm");
    if (request.flag("stock")) {
      caller.requireAllRealms();
      return new Hands.Stock();
    }
    if (request.query("user").isPresent()) {
      String user = request.query("user").get();
      return new Hands.Of(PathNames.user(realm.orElse(null), user, caller).id());
    }
    return realm.isEmpty() && caller.reachesAll()
        ? new Hands.Any()
        : new Hands.Within(PathNames.realm(realm.orElse(null), caller));
  }

  private static TokenState state(String word) {
    return Arrays.stream(TokenState.values())
        .filter(state -> state.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() ->
            Problem.badRequest("there is no state '" + word + "'")
                .hint("states: pending, active, suspended, expired, revoked")
                .field("state")
                .refused());
  }

  private Answer add(Request request, Caller caller) {
    var body = request.body(NewToken.class);
    if (body.user() == null) {
      caller.requireAllRealms();
    }
    var token = wire.token(body, caller);
    return switch (provisioning.issue(token, TokenWire.key(body), caller.actor())) {
      case Tokens.AddOutcome.Added(HeldToken added) -> Answer.created(TokenWire.view(added));
      case Tokens.AddOutcome.SerialTaken() ->
          Answer.failed(
              Problem.conflict("there is a token '" + token.serial() + "' already")
                  .field("serial"));
      case Tokens.AddOutcome.NoSuchUser() ->
          Answer.failed(Problem.notFound("there is no such user").field("user"));
      case Tokens.AddOutcome.Held(var hold) -> Answer.failed(ApprovalRoutes.problem(hold));
    };
  }

  private Answer show(Request request, Caller caller) {
    return Answer.ok(TokenWire.view(within(request, caller)));
  }

  /// The token that the path names, if the caller's realms reach it.
  private HeldToken within(Request request, Caller caller) {
    TokenSerial serial = PathNames.serial(request.segment("serial"));
    return tokens
        .find(serial)
        .filter(held -> reaches(caller, held))
        .orElseThrow(() -> unknown(serial).refused());
  }

  private static boolean reaches(Caller caller, HeldToken held) {
    return held.heldBy().map(holder -> caller.reaches(holder.realm())).orElse(caller.reachesAll());
  }

  private static Problem unknown(TokenSerial serial) {
    return Problem.notFound("there is no token '" + serial + "'")
        .hint("run: posternctl token list");
  }

  private Answer change(Request request, Caller caller) {
    var serial = within(request, caller).token().serial();
    TokenChange change = TokenWire.change(request.body(dev.postern.api.TokenChange.class));
    return tokens
        .change(serial, change, caller.actor())
        .map(held -> Answer.ok(TokenWire.view(held)))
        .orElseGet(() -> Answer.failed(unknown(serial)));
  }

  private Answer remove(Request request, Caller caller) {
    var serial = within(request, caller).token().serial();
    return tokens.remove(serial, caller.actor()) ? Answer.done() : Answer.failed(unknown(serial));
  }

  private Answer assign(Request request, Caller caller) {
    var to = request.body(UserRef.class);
    var user = PathNames.user(to.realm(), to.name(), caller);
    return move(
        request,
        caller,
        request.flag("reassign")
            ? new TokenEvent.Reassign(user.id())
            : new TokenEvent.Assign(user.id()));
  }

  private Answer move(Request request, Caller caller, TokenEvent event) {
    var serial = within(request, caller).token().serial();
    return switch (tokens.apply(serial, event, caller.actor())) {
      case EventOutcome.Moved(HeldToken held) -> Answer.ok(TokenWire.view(held));
      case EventOutcome.Unchanged(HeldToken held) -> Answer.ok(TokenWire.view(held));
      case EventOutcome.Refused(String why) -> Answer.failed(Problem.conflict(why));
      case EventOutcome.NoSuchToken() -> Answer.failed(unknown(serial));
      case EventOutcome.NoSuchUser() ->
          Answer.failed(Problem.notFound("there is no such user").field("name"));
      case EventOutcome.Held(var hold) -> Answer.failed(ApprovalRoutes.problem(hold));
    };
  }

  private Answer activate(Request request, Caller caller) {
    var serial = within(request, caller).token().serial();
    var code = OneTimeCode.parse(request.body(TokenActivation.class).code().text());
    if (code.isEmpty()) {
      return Answer.failed(Problem.invalid("a code has 6 to 8 digits").field("code"));
    }
    return switch (provisioning.activate(serial, code.get(), caller.actor())) {
      case ActivationOutcome.Activated(HeldToken held) -> Answer.ok(TokenWire.view(held));
      case ActivationOutcome.WrongCode() ->
          Answer.failed(
              Problem.conflict("this is no code of the token now")
                  .hint("check the clock of the device, wait for the next code")
                  .field("code"));
      case ActivationOutcome.Refused(String why) -> Answer.failed(Problem.conflict(why));
      case ActivationOutcome.NoSuchToken() -> Answer.failed(unknown(serial));
    };
  }
}
