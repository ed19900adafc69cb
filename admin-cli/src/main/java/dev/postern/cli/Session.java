package dev.postern.cli;

import dev.postern.api.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a command works with: the server, the terminal, and the ways in which answers are printed
/// and questions asked.
final class Session {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final int LONGEST_SECRET = 4096;

  private final Surroundings surroundings;
  private final GlobalOptions options;

  Session(Surroundings surroundings, GlobalOptions options) {
    this.surroundings = surroundings;
    this.options = options;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  ServerFinder finder() {
    return new ServerFinder(surroundings, options);
  }

  AdminApi api() {
    return finder().withKey();
  }

  Terminal terminal() {
    return surroundings.terminal();
  }

  PrintWriter out() {
    return terminal().out();
  }

  boolean json() {
    return options.json;
  }

  /// Prints a value as JSON if that is wanted, else the words for it.
  void show(Object value, Object words) {
    out().println(json() ? Json.MAPPER.writeValueAsString(value) : words.toString());
  }

  /// Prints what was done, unless JSON is wanted, for then there is nothing to say.
  void done(String words) {
    if (!json()) {
      out().println(words);
    }
  }

  /// Fetches and prints a list.
  <T> void list(ListOf<T> list, Function<T, List<String>> row) {
    var table = new Table(out(), list.heading());
    Consumer<List<T>> print =
        json() ? this::printJson : items -> table.print(items.stream().map(row).toList());
    api().list(list.place(), list.item(), list.limit(), print);
    if (!json()) {
      table.end();
    }
  }

  /// Prints values as JSON, one a line.
  void printJson(List<?> values) {
    values.forEach(value -> out().println(Json.MAPPER.writeValueAsString(value)));
  }

  /// A line for the operator that is not the answer.
  void note(String words) {
    terminal().err().println("posternctl: " + Printable.of(words));
  }

  void hint(String words) {
    terminal().err().println("hint: " + Printable.of(words));
  }

  /// A password that is asked for twice, or the first line of stdin.
  Secret newPassword(boolean fromStdin) {
    if (fromStdin) {
      return secretFromStdin();
    }
    requireSomebody("the password", "on stdin with --password-stdin");
    Secret first = terminal().askSecret("new password: ");
    Secret again = terminal().askSecret("again: ");
    if (!first.equals(again)) {
      throw CommandFailed.refused("the two passwords differ", null);
    }
    return notEmpty(first);
  }

  /// A password that exists, asked for once, or the first line of stdin.
  Secret password(boolean fromStdin, String question) {
    if (fromStdin) {
      return secretFromStdin();
    }
    requireSomebody("the password", "on stdin with --password-stdin");
    return notEmpty(terminal().askSecret(question));
  }

  /// Some other secret, asked for once, or the first line of stdin.
  Secret secret(boolean fromStdin, String what) {
    if (fromStdin) {
      return secretFromStdin();
    }
    requireSomebody("the " + what, "on stdin with --secret-stdin");
    return notEmpty(terminal().askSecret(what + ": "));
  }

  /// A gateway's shared secret, asked for.
  Secret sharedSecret() {
    requireSomebody("the shared secret", "in a file with --secret-file");
    return notEmpty(terminal().askSecret("shared secret: "));
  }

  private void requireSomebody(String what, String where) {
    if (!terminal().interactive()) {
      throw CommandFailed.wrongUse(
          "there is no terminal to ask for " + what + " at", "give it " + where);
    }
  }

  /// The first line of stdin.
  Secret secretFromStdin() {
    try {
      byte[] given = surroundings.terminal().in().readNBytes(LONGEST_SECRET);
      String text = new String(given, StandardCharsets.UTF_8);
      return notEmpty(new Secret(text.lines().findFirst().orElse("")));
    } catch (IOException e) {
      throw CommandFailed.refused("stdin can't be read: " + e.getMessage(), null);
    }
  }

  private static Secret notEmpty(Secret secret) {
    if (secret.text().isEmpty()) {
      throw CommandFailed.wrongUse("nothing was given", null);
    }
    return secret;
  }

  /// Refuses a change that changes nothing.
  static void requireSome(boolean some) {
    if (!some) {
      throw CommandFailed.wrongUse("nothing to change was named", "see --help for what may be");
    }
  }

  /// Asks before something is done that can't be undone, unless `yes` was said already.
  void confirm(boolean yes, String what) {
    if (yes) {
      return;
    }
    if (!terminal().interactive()) {
      throw CommandFailed.wrongUse("won't " + what + " without being sure", "say so with --yes");
    }
    String answer = terminal().ask(Printable.of(what) + "? [y/N] ");
    if (!answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
      throw CommandFailed.refused("nothing was done", null);
    }
  }

  /// A moment as it is where the operator is.
  String time(@Nullable Instant instant) {
    return instant == null ? "" : TIME.format(instant.atZone(surroundings.zone()));
  }

  @Nullable Instant ahead(@Nullable Moment moment) {
    return moment == null
        ? null
        : moment.ahead(surroundings.clock().instant(), surroundings.zone());
  }

  @Nullable Instant ago(@Nullable Moment moment) {
    return moment == null ? null : moment.ago(surroundings.clock().instant(), surroundings.zone());
  }
}
