package dev.postern.adminapi;

import static dev.postern.adminapi.Permission.CHANGE_OPERATORS;
import static dev.postern.adminapi.Permission.SEE_OPERATORS;

import dev.postern.actor.Actor;
import dev.postern.api.ApiPaths;
import dev.postern.api.NewOperator;
import dev.postern.api.OperatorChange;
import dev.postern.api.OperatorView;
import dev.postern.api.Secret;
import dev.postern.crypto.PasswordHash;
import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Page;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.octets.Base32;
import dev.postern.octets.SecretOctets;
import dev.postern.operator.Operator;
import dev.postern.operator.OperatorToken;
import dev.postern.operator.Operators;
import dev.postern.otp.OtpAlgorithm;
import dev.postern.otp.OtpParameters;
import dev.postern.otp.TimeStep;
import dev.postern.password.HashPool;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The routes of operators. Only an admin of all realms changes them, and nobody takes their own
/// powers away, so that somebody is always left who has them.
public final class OperatorRoutes implements AdminRoutes {
  private static final int SHORTEST_PASSWORD = 12;
  private static final int LONGEST_PASSWORD = 256;

  private final Operators operators;
  private final HashPool passwords;
  private final InstantSource clock;

  public OperatorRoutes(Operators operators, HashPool passwords, InstantSource clock) {
    this.operators = operators;
    this.passwords = passwords;
    this.clock = clock;
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        new AdminRoute(Method.GET, ApiPaths.OPERATORS, SEE_OPERATORS, this::list),
        new AdminRoute(Method.POST, ApiPaths.OPERATORS, CHANGE_OPERATORS, this::add),
        new AdminRoute(Method.GET, ApiPaths.OPERATOR, SEE_OPERATORS, this::show),
        new AdminRoute(Method.PATCH, ApiPaths.OPERATOR, CHANGE_OPERATORS, this::change),
        new AdminRoute(Method.DELETE, ApiPaths.OPERATOR, CHANGE_OPERATORS, this::remove),
        new AdminRoute(Method.PUT, ApiPaths.OPERATOR_TOKEN, CHANGE_OPERATORS, this::setToken),
        new AdminRoute(
            Method.DELETE, ApiPaths.OPERATOR_TOKEN, CHANGE_OPERATORS, this::removeToken));
  }

  private Answer list(Request request, Caller caller) {
    caller.requireAllRealms();
    var range = request.range();
    var listed = operators.list(range.after(), range.limit() + 1);
    return Answer.ok(Page.of(listed, range, Operator::name).map(OperatorRoutes::view));
  }

  private Answer show(Request request, Caller caller) {
    caller.requireAllRealms();
    String name = request.segment("name");
    return operators
        .find(name)
        .map(operator -> Answer.ok(view(operator)))
        .orElseGet(() -> noSuchOperator(name));
  }

  private static OperatorView view(Operator operator) {
    return new OperatorView(
        operator.name(),
        OperatorView.Role.valueOf(operator.role().name()),
        KeyRoutes.realm(operator.realms()),
        operator.enabled(),
        operator.hasToken(),
        operator.createdAt(),
        operator.lastLoginAt());
  }

  private Answer add(Request request, Caller caller) {
    caller.requireAllRealms();
    var asked = request.body(NewOperator.class);
    if (asked.name() == null || !Operator.sound(asked.name())) {
      return Answer.failed(
          Problem.invalid(
                  "an operator's name is 1 to 63 small letters, digits, '.', '_', '@' or '-'")
              .field("name"));
    }
    var operator =
        new Operator(
            asked.name(),
            KeyRoutes.role(asked.role()),
            KeyRoutes.realms(asked.realm()),
            true,
            false,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            null);
    return operators.add(operator, hash(asked.password()), caller.actor())
        ? Answer.created(view(operator))
        : Answer.failed(
            Problem.conflict("there is an operator '" + asked.name() + "' already").field("name"));
  }

  private PasswordHash hash(@Nullable Secret password) {
    int length = password == null ? 0 : password.text().length();
    if (password == null || length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
      throw Problem.invalid(
              "an operator's password has "
                  + SHORTEST_PASSWORD
                  + " to "
                  + LONGEST_PASSWORD
                  + " characters")
          .field("password")
          .refused();
    }
    return passwords
        .hash(SecretOctets.utf8(password.text()))
        .orElseThrow(() -> Problem.unavailable("too many passwords wait to be hashed").refused());
  }

  private Answer change(Request request, Caller caller) {
    caller.requireAllRealms();
    String name = request.segment("name");
    var asked = request.body(OperatorChange.class);
    if (asked.role() != null || asked.realm() != null || asked.enabled() != null) {
      refuseSelf(name, caller);
    }
    if (asked.password() != null
        && !operators.setPassword(name, hash(asked.password()), caller.actor())) {
      return noSuchOperator(name);
    }
    return operators
        .change(name, operator -> changed(operator, asked), caller.actor())
        .map(operator -> Answer.ok(view(operator)))
        .orElseGet(() -> noSuchOperator(name));
  }

  private static Operator changed(Operator operator, OperatorChange asked) {
    return operator.with(
        asked.role() == null ? operator.role() : KeyRoutes.role(asked.role()),
        asked.realm() == null ? operator.realms() : KeyRoutes.realms(asked.realm()),
        Objects.requireNonNullElse(asked.enabled(), operator.enabled()));
  }

  private static void refuseSelf(String name, Caller caller) {
    if (caller.actor().equals(new Actor.Operator(name))) {
      throw Problem.invalid("this is yourself: another admin has to do it").refused();
    }
  }

  private Answer remove(Request request, Caller caller) {
    caller.requireAllRealms();
    String name = request.segment("name");
    refuseSelf(name, caller);
    return operators.remove(name, caller.actor()) ? Answer.done() : noSuchOperator(name);
  }

  private Answer setToken(Request request, Caller caller) {
    caller.requireAllRealms();
    String name = request.segment("name");
    var token = token(request.body(dev.postern.api.OperatorToken.class));
    return operators.setToken(name, token, caller.actor()) ? Answer.done() : noSuchOperator(name);
  }

  private static OperatorToken token(dev.postern.api.OperatorToken asked) {
    if (asked.key() == null || asked.algorithm() == null) {
      throw Problem.badRequest("key and algorithm are needed").refused();
    }
    SecretOctets key =
        Base32.decode(asked.key().text())
            .orElseThrow(() -> Problem.invalid("the key is not Base32").field("key").refused());
    try {
      var algorithm = OtpAlgorithm.valueOf(asked.algorithm().name());
      return new OperatorToken(
          key,
          new OtpParameters(algorithm, asked.digits()),
          TimeStep.ofSeconds(asked.periodSeconds()));
    } catch (IllegalArgumentException e) { // the values' own words, which hold no secret
      throw Problem.invalid(String.valueOf(e.getMessage())).refused();
    }
  }

  private Answer removeToken(Request request, Caller caller) {
    caller.requireAllRealms();
    String name = request.segment("name");
    refuseSelf(name, caller);
    return operators.removeToken(name, caller.actor()) ? Answer.done() : noSuchOperator(name);
  }

  private static Answer noSuchOperator(String name) {
    return Answer.failed(
        Problem.notFound("there is no operator '" + name + "'")
            .hint("run: posternctl operator list"));
  }
}
