package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.NewPassword;
import dev.postern.api.NewUser;
import dev.postern.api.UserChange;
import dev.postern.api.UserView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `posternctl user …`
@Command(name = "user", description = "people who log in")
final class UserCommands {
  private final Session session;

  UserCommands(Session session) {
    this.session = session;
  }

  /// What may be said of a user when adding or changing one.
  static final class Fields {
    @Option(names = "--display-name", paramLabel = "NAME", description = "the name in full")
    @Nullable String displayName;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "where mail goes")
    @Nullable String email;

    @Option(names = "--phone", paramLabel = "NUMBER", description = "the phone's number")
    @Nullable String phone;

    @Option(
        names = "--group",
        paramLabel = "GROUP",
        split = ",",
        description = "a group of the user; all of them, if given")
    @Nullable List<String> groups;

    @Option(
        names = "--enabled",
        negatable = true,
        description = "whether the user may log in at all")
    @Nullable Boolean enabled;

    @Option(
        names = "--recoverable",
        paramLabel = "KIND",
        description =
            "what to keep of the password beside its hash: nothing, nt-hash (for MS-CHAP) or"
                + " password (for CHAP, too); a thief can log in with it")
    @Nullable String recoverable;

    boolean some() {
      return Stream.of(displayName, email, phone, groups, enabled, recoverable)
          .anyMatch(Objects::nonNull);
    }
  }

  @Command(name = "add", description = "add a user")
  void add(
      @Mixin UserArgument user,
      @Mixin Fields fields,
      @Option(names = "--ask-password", description = "ask for the password") boolean ask,
      @Option(names = "--password-stdin", description = "read the password from stdin")
          boolean stdin) {
    var added =
        new NewUser(
            user.realm,
            user.name,
            fields.displayName,
            fields.email,
            fields.phone,
            fields.groups,
            fields.enabled,
            ask || stdin ? session.newPassword(stdin) : null,
            fields.recoverable);
    UserView view = session.api().post(Place.of(ApiPaths.USERS), added, UserView.class);
    session.show(view, "user " + view.name() + " added");
    if (!view.hasPassword() && !session.json()) {
      session.hint("no password yet: posternctl user password " + view.name());
    }
  }

  @Command(name = "list", description = "list users")
  void list(
      @Option(names = "--realm", paramLabel = "REALM", description = "only of this realm")
          @Nullable String realm,
      @Option(names = "--group", paramLabel = "GROUP", description = "only of this group")
          @Nullable String group,
      @Option(names = "--prefix", paramLabel = "TEXT", description = "only names that begin so")
          @Nullable String prefix,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "2147483647",
              description = "at most so many")
          int limit) {
    Place place =
        Place.of(ApiPaths.USERS).with("realm", realm).with("group", group).with("prefix", prefix);
    var heading = List.of("NAME", "REALM", "DISPLAY NAME", "GROUPS", "TOKENS", "STATE");
    session.list(new ListOf<>(place, UserView.class, limit, heading), this::row);
  }

  private List<String> row(UserView user) {
    return List.of(
        user.name(),
        user.realm(),
        user.displayName(),
        String.join(", ", user.groups()),
        String.valueOf(user.tokens()),
        state(user));
  }

  private String state(UserView user) {
    if (!user.enabled()) {
      return "disabled";
    }
    Instant until = user.lockedUntil();
    return until != null && until.isAfter(session.surroundings().clock().instant())
        ? "locked until " + session.time(until)
        : "enabled";
  }

  @Command(name = "show", description = "show a user")
  void show(@Mixin UserArgument user) {
    UserView view = session.api().get(user.at(ApiPaths.USER), UserView.class);
    session.show(
        view,
        new Details()
            .line("name", view.name())
            .line("realm", view.realm())
            .line("display name", view.displayName())
            .line("e-mail", view.email())
            .line("phone", view.phone())
            .line("groups", view.groups())
            .line("state", state(view))
            .line("password", view.hasPassword() ? "set" : "none")
            .line("recoverable", recoverable(view))
            .line("tokens", view.tokens())
            .line("failures", view.failures())
            .line("added", session.time(view.createdAt())));
  }

  private static String recoverable(UserView view) {
    if (view.recoverable().equals("nothing")) {
      return "";
    }
    return awaited(view)
        ? view.recoverable() + ", from the next login by PAP on"
        : view.recoverable();
  }

  private static boolean awaited(UserView view) {
    return !view.recoverable().equals("nothing") && !view.hasRecoverable();
  }

  @Command(name = "change", description = "change a user; what is not named stays as it is")
  void change(@Mixin UserArgument user, @Mixin Fields fields) {
    Session.requireSome(fields.some());
    var change =
        new UserChange(
            fields.displayName,
            fields.email,
            fields.phone,
            fields.groups,
            fields.enabled,
            fields.recoverable);
    UserView view = session.api().patch(user.at(ApiPaths.USER), change, UserView.class);
    session.show(view, "user " + view.name() + " changed");
    if (fields.recoverable != null && awaited(view) && !session.json()) {
      session.hint(
          "kept from the next login by PAP on, or at once: posternctl user password "
              + view.name());
    }
  }

  @Command(name = "remove", description = "remove a user and the user's tokens")
  void remove(
      @Mixin UserArgument user,
      @Option(names = "--keep-tokens", description = "put the tokens into stock instead")
          boolean keepTokens,
      @Mixin Sure sure) {
    session.confirm(sure.yes, "remove user " + user.name);
    session.api().delete(user.at(ApiPaths.USER).with("tokens", keepTokens ? "stock" : null));
    session.done("user " + user.name + " removed");
  }

  @Command(name = "password", description = "set a user's password")
  void password(
      @Mixin UserArgument user,
      @Option(names = "--password-stdin", description = "read the password from stdin")
          boolean stdin) {
    var password = new NewPassword(session.newPassword(stdin));
    session.api().put(user.at(ApiPaths.USER_PASSWORD), password);
    session.done("password of " + user.name + " set");
  }

  @Command(name = "unlock", description = "forget a user's failures and lift a lock")
  void unlock(@Mixin UserArgument user) {
    session.api().post(user.at(ApiPaths.USER_UNLOCK));
    session.done("user " + user.name + " unlocked");
  }
}
