package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.NewOperator;
import dev.postern.api.OperatorChange;
import dev.postern.api.OperatorToken;
import dev.postern.api.OperatorView;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.KeyUri;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `posternctl operator …`
@Command(name = "operator", description = "persons who may use the admin API")
final class OperatorCommands {
  private static final String ROLES = "one of ${COMPLETION-CANDIDATES}";

  private final Session session;

  OperatorCommands(Session session) {
    this.session = session;
  }

  @Command(name = "add", description = "add an operator, whose password is asked for")
  void add(
      @Parameters(paramLabel = "NAME", description = "the operator's name") String name,
      @Option(names = "--role", paramLabel = "ROLE", required = true, description = ROLES)
          OperatorView.Role role,
      @Option(names = "--realm", paramLabel = "REALM", description = "only for this realm")
          @Nullable String realm,
      @Option(names = "--password-stdin", description = "read the password from stdin")
          boolean stdin) {
    var added = new NewOperator(name, role, realm, session.newPassword(stdin));
    OperatorView view = session.api().post(Place.of(ApiPaths.OPERATORS), added, OperatorView.class);
    session.show(view, "operator " + view.name() + " added");
    if (!session.json()) {
      session.hint("give them codes too: posternctl operator token " + view.name());
    }
  }

  @Command(name = "list", description = "list operators")
  void list() {
    session.list(
        ListOf.all(
            Place.of(ApiPaths.OPERATORS),
            OperatorView.class,
            "NAME",
            "ROLE",
            "REALM",
            "STATE",
            "TOKEN",
            "LAST LOGIN"),
        this::row);
  }

  private List<String> row(OperatorView operator) {
    return List.of(
        operator.name(),
        operator.role().toString(),
        Objects.requireNonNullElse(operator.realm(), "all"),
        operator.enabled() ? "enabled" : "disabled",
        operator.hasToken() ? "yes" : "no",
        session.time(operator.lastLoginAt()));
  }

  /// What may be changed in an operator.
  static final class Fields {
    @Option(names = "--role", paramLabel = "ROLE", description = ROLES)
    OperatorView.@Nullable Role role;

    @Option(
        names = "--realm",
        paramLabel = "REALM",
        description = "only for this realm; '' for all")
    @Nullable String realm;

    @Option(names = "--enabled", negatable = true, description = "whether they may log in")
    @Nullable Boolean enabled;

    @Option(names = "--ask-password", description = "ask for a new password")
    boolean askPassword;

    @Option(names = "--password-stdin", description = "read a new password from stdin")
    boolean passwordStdin;
  }

  @Command(name = "change", description = "change an operator; what is not named stays as it is")
  void change(
      @Parameters(paramLabel = "NAME", description = "the operator's name") String name,
      @Mixin Fields fields) {
    boolean password = fields.askPassword || fields.passwordStdin;
    Session.requireSome(
        password || fields.role != null || fields.realm != null || fields.enabled != null);
    var change =
        new OperatorChange(
            fields.role,
            fields.realm,
            fields.enabled,
            password ? session.newPassword(fields.passwordStdin) : null);
    OperatorView view =
        session.api().patch(Place.of(ApiPaths.OPERATOR, name), change, OperatorView.class);
    session.show(view, "operator " + view.name() + " changed");
  }

  @Command(name = "token", description = "give an operator a token and show its QR")
  void token(
      @Parameters(paramLabel = "NAME", description = "the operator's name") String name,
      @Mixin TokenKeyOptions how) {
    if (how.hotp) {
      throw CommandFailed.wrongUse("operators' codes go by the clock", "leave --hotp out");
    }
    var keys = new TokenKeys(session);
    SecretOctets key = keys.key(how);
    keys.warn(how);
    var token =
        new OperatorToken(TokenKeys.base32(key), how.algorithm, how.digits, how.periodSeconds);
    session.api().put(Place.of(ApiPaths.OPERATOR_TOKEN, name), token);
    KeyUri uri = keys.uri(how, name, key);
    if (how.uriFile != null) {
      keys.write(uri, how.uriFile);
    }
    session.show(Map.of("uri", uri.reveal()), "operator " + name + " has a new token");
    if (!session.json() && !how.exists()) {
      keys.show(uri);
    }
  }

  @Command(name = "remove", description = "remove an operator, whose keys end at once")
  void remove(
      @Parameters(paramLabel = "NAME", description = "the operator's name") String name,
      @Mixin Sure sure) {
    session.confirm(sure.yes, "remove operator " + name);
    session.api().delete(Place.of(ApiPaths.OPERATOR, name));
    session.done("operator " + name + " removed");
  }
}
