package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.KeyCreated;
import dev.postern.api.KeyView;
import dev.postern.api.NewKey;
import dev.postern.api.OperatorView;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `posternctl key …`
@Command(name = "key", description = "keys with which machines use the admin API")
final class KeyCommands {
  private final Session session;

  KeyCommands(Session session) {
    this.session = session;
  }

  @Command(name = "add", description = "make a key; it is shown once")
  void add(
      @Parameters(paramLabel = "NAME", description = "what the key is for") String name,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              required = true,
              description = "one of ${COMPLETION-CANDIDATES}")
          OperatorView.Role role,
      @Option(names = "--realm", paramLabel = "REALM", description = "only for this realm")
          @Nullable String realm,
      @Option(
              names = "--expires",
              paramLabel = "WHEN",
              converter = Moment.Reader.class,
              description = "when it ends, such as 90d or 2027-01-31")
          @Nullable Moment expires) {
    var key = new NewKey(name, role, realm, session.ahead(expires));
    KeyCreated made = session.api().post(Place.of(ApiPaths.KEYS), key, KeyCreated.class);
    session.show(made, made.secret().text());
    if (!session.json()) {
      session.note("this key is not shown again");
    }
  }

  @Command(name = "list", description = "list keys")
  void list() {
    session.list(
        ListOf.all(
            Place.of(ApiPaths.KEYS),
            KeyView.class,
            "ID",
            "NAME",
            "ROLE",
            "REALM",
            "EXPIRES",
            "LAST USED"),
        this::row);
  }

  private List<String> row(KeyView key) {
    return List.of(
        key.id(),
        key.name(),
        key.role().toString(),
        Objects.requireNonNullElse(key.realm(), "all"),
        key.expiresAt() == null ? "never" : session.time(key.expiresAt()),
        session.time(key.lastUsedAt()));
  }

  @Command(name = "remove", description = "end a key at once")
  void remove(
      @Parameters(paramLabel = "ID", description = "the key's id, from the list") String id,
      @Mixin Sure sure) {
    session.confirm(sure.yes, "remove key " + id);
    session.api().delete(Place.of(ApiPaths.KEY, id));
    session.done("key " + id + " removed");
  }
}
