package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.NewToken;
import dev.postern.api.Secret;
import dev.postern.api.TokenActivation;
import dev.postern.api.TokenChange;
import dev.postern.api.TokenView;
import dev.postern.api.UserRef;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.KeyUri;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `posternctl token …`
@Command(name = "token", description = "what makes people's codes")
final class TokenCommands {
  private final Session session;
  private final TokenKeys keys;

  TokenCommands(Session session) {
    this.session = session;
    this.keys = new TokenKeys(session);
  }

  /// What a new token is called, whose it is and how long it lives.
  static final class Fields {
    @Parameters(
        paramLabel = "USER",
        arity = "0..1",
        description = "whose it is; without a name it goes into stock")
    @Nullable String user;

    @Option(
        names = "--realm",
        paramLabel = "REALM",
        defaultValue = "local",
        description = "the user's realm (${DEFAULT-VALUE})")
    String realm = "";

    @Option(names = "--serial", paramLabel = "SERIAL", description = "else the server picks one")
    @Nullable String serial;

    @Option(names = "--label", paramLabel = "TEXT", description = "tells it from others")
    @Nullable String label;

    @Option(
        names = "--expires",
        paramLabel = "WHEN",
        converter = Moment.Reader.class,
        description = "when it ends, such as 365d or 2027-01-31")
    @Nullable Moment expires;

    @Option(names = "--pending", description = "of no use before it was activated with a code")
    boolean pending;

    @Option(
        names = "--counter",
        paramLabel = "N",
        description = "the next counter of an existing HOTP token (0)")
    @Nullable Long counter;
  }

  /// What `token add --json` prints: the token, and the URI unless the key existed before.
  record Added(TokenView token, @Nullable String uri) {}

  @Command(name = "add", description = "make a token and show its QR")
  void add(@Mixin Fields fields, @Mixin TokenKeyOptions how) {
    SecretOctets key = keys.key(how);
    keys.warn(how);
    TokenView view =
        session.api().post(Place.of(ApiPaths.TOKENS), token(fields, how, key), TokenView.class);
    String login = fields.user == null ? view.serial() : fields.user;
    KeyUri uri = keys.uri(how, login, key);
    if (how.uriFile != null) {
      keys.write(uri, how.uriFile);
    }
    String whose = fields.user == null ? " added to the stock" : " added for " + fields.user;
    session.show(
        new Added(view, how.exists() ? null : uri.reveal()), "token " + view.serial() + whose);
    if (!session.json() && !how.exists()) {
      keys.show(uri);
    }
  }

  private NewToken token(Fields fields, TokenKeyOptions how, SecretOctets key) {
    return new NewToken(
        fields.serial,
        how.hotp ? TokenView.Kind.HOTP : TokenView.Kind.TOTP,
        how.algorithm,
        how.digits,
        how.hotp ? null : how.periodSeconds,
        how.hotp ? fields.counter : null,
        TokenKeys.base32(key),
        fields.label,
        fields.user == null ? null : new UserRef(fields.realm, fields.user),
        fields.pending,
        session.ahead(fields.expires));
  }

  /// Which tokens are listed.
  static final class Filter {
    @Option(names = "--user", paramLabel = "USER", description = "only of this user")
    @Nullable String user;

    @Option(names = "--realm", paramLabel = "REALM", description = "only of this realm")
    @Nullable String realm;

    @Option(
        names = "--state",
        paramLabel = "STATE",
        description = "one of ${COMPLETION-CANDIDATES}")
    TokenView.@Nullable State state;

    @Option(names = "--stock", description = "only those that are nobody's")
    boolean stock;

    @Option(names = "--prefix", paramLabel = "TEXT", description = "only serials that begin so")
    @Nullable String prefix;

    Place place() {
      return Place.of(ApiPaths.TOKENS)
          .with("realm", user != null && realm == null ? "local" : realm)
          .with("user", user)
          .with("state", state)
          .with("stock", stock ? "true" : null)
          .with("prefix", prefix);
    }
  }

  @Command(name = "list", description = "list tokens")
  void list(@Mixin Filter filter) {
    session.list(
        ListOf.all(
            filter.place(),
            TokenView.class,
            "SERIAL",
            "USER",
            "STATE",
            "CODES",
            "LABEL",
            "LAST USED"),
        this::row);
  }

  private List<String> row(TokenView token) {
    return List.of(
        token.serial(),
        whose(token),
        token.state().toString(),
        codes(token),
        token.label(),
        session.time(token.lastUsedAt()));
  }

  private static String whose(TokenView token) {
    UserRef user = token.user();
    if (user == null) {
      return "";
    }
    return user.realm().equals("local") ? user.name() : user.realm() + "/" + user.name();
  }

  private static String codes(TokenView token) {
    String step = token.periodSeconds() == null ? "" : " " + token.periodSeconds() + " s";
    return token.kind() + " " + token.algorithm() + " " + token.digits() + " digits" + step;
  }

  @Command(name = "show", description = "show a token, without its key")
  void show(@Parameters(paramLabel = "SERIAL", description = "the token") String serial) {
    TokenView view = session.api().get(Place.of(ApiPaths.TOKEN, serial), TokenView.class);
    session.show(
        view,
        new Details()
            .line("serial", view.serial())
            .line("user", whose(view))
            .line("state", view.state())
            .line("codes", codes(view))
            .line("label", view.label())
            .line("drift", view.drift() == 0 ? null : view.drift() + " steps")
            .line("added", session.time(view.createdAt()))
            .line("expires", session.time(view.expiresAt()))
            .line("last used", session.time(view.lastUsedAt())));
  }

  @Command(name = "change", description = "change a token's label or expiry")
  void change(
      @Parameters(paramLabel = "SERIAL", description = "the token") String serial,
      @Option(names = "--label", paramLabel = "TEXT", description = "tells it from others")
          @Nullable String label,
      @Option(
              names = "--expires",
              paramLabel = "WHEN",
              converter = Moment.Reader.class,
              description = "when it ends, such as 365d or 2027-01-31")
          @Nullable Moment expires,
      @Option(names = "--never-expires", description = "it does not end") boolean never) {
    Session.requireSome(label != null || expires != null || never);
    var change = new TokenChange(label, session.ahead(expires), never ? true : null);
    Place place = Place.of(ApiPaths.TOKEN, serial);
    TokenView view = session.api().patch(place, change, TokenView.class);
    session.show(view, "token " + view.serial() + " changed");
  }

  @Command(name = "suspend", description = "let nobody in with it for a while")
  void suspend(@Parameters(paramLabel = "SERIAL", description = "the token") String serial) {
    transition(ApiPaths.TOKEN_SUSPEND, serial);
  }

  @Command(name = "resume", description = "end a suspension")
  void resume(@Parameters(paramLabel = "SERIAL", description = "the token") String serial) {
    transition(ApiPaths.TOKEN_RESUME, serial);
  }

  @Command(name = "revoke", description = "let nobody in with it any more")
  void revoke(
      @Parameters(paramLabel = "SERIAL", description = "the token") String serial,
      @Mixin Sure sure) {
    session.confirm(sure.yes, "revoke token " + serial + " for good");
    transition(ApiPaths.TOKEN_REVOKE, serial);
  }

  private void transition(String path, String serial) {
    TokenView view = session.api().post(Place.of(path, serial), TokenView.class);
    session.show(view, "token " + view.serial() + " is " + view.state());
  }

  @Command(name = "assign", description = "give a token in stock to a user")
  void assign(
      @Parameters(index = "0", paramLabel = "SERIAL", description = "the token") String serial,
      @Parameters(index = "1", paramLabel = "USER", description = "whose it is to be") String user,
      @Option(
              names = "--realm",
              paramLabel = "REALM",
              defaultValue = "local",
              description = "the user's realm (${DEFAULT-VALUE})")
          String realm,
      @Option(names = "--reassign", description = "even if somebody has it") boolean reassign) {
    Place place =
        Place.of(ApiPaths.TOKEN_ASSIGN, serial).with("reassign", reassign ? "true" : null);
    TokenView view = session.api().post(place, new UserRef(realm, user), TokenView.class);
    session.show(view, "token " + view.serial() + " is " + whose(view) + "'s");
  }

  @Command(name = "unassign", description = "take a token back into stock")
  void unassign(@Parameters(paramLabel = "SERIAL", description = "the token") String serial) {
    Place place = Place.of(ApiPaths.TOKEN_UNASSIGN, serial);
    TokenView view = session.api().post(place, TokenView.class);
    session.show(view, "token " + view.serial() + " is in stock");
  }

  @Command(name = "activate", description = "show with a code that the user holds a token")
  void activate(
      @Parameters(index = "0", paramLabel = "SERIAL", description = "the token") String serial,
      @Parameters(index = "1", paramLabel = "CODE", description = "the code that it shows now")
          String code) {
    Place place = Place.of(ApiPaths.TOKEN_ACTIVATE, serial);
    var activation = new TokenActivation(new Secret(code));
    TokenView view = session.api().post(place, activation, TokenView.class);
    session.show(view, "token " + view.serial() + " is " + view.state());
  }

  @Command(name = "remove", description = "remove a token and its key")
  void remove(
      @Parameters(paramLabel = "SERIAL", description = "the token") String serial,
      @Mixin Sure sure) {
    session.confirm(sure.yes, "remove token " + serial);
    session.api().delete(Place.of(ApiPaths.TOKEN, serial));
    session.done("token " + serial + " removed");
  }
}
