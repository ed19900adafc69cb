package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.Explanation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `posternctl explain`: why a user was rejected, in words.
@Command(name = "explain", description = "why a user gets in or does not")
final class ExplainCommand implements Runnable {
  private final Session session;

  @Mixin UserArgument user = new UserArgument();

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "5",
      description = "so many logins (${DEFAULT-VALUE})")
  int last;

  ExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Place place = user.at(ApiPaths.USER_EXPLAIN).with("limit", last);
    Explanation explanation = session.api().get(place, Explanation.class);
    session.show(explanation, words(explanation));
  }

  private String words(Explanation explanation) {
    var text = new StringBuilder();
    explanation.now().forEach(line -> text.append(Printable.of(line)).append('\n'));
    for (Explanation.Login login : explanation.logins()) {
      text.append('\n').append(session.time(login.at()));
      append(text, " by ", login.gateway());
      append(text, " from ", login.source());
      text.append('\n');
      append(text, "  ", login.words());
      append(text, "\n  do: ", login.advice());
      text.append('\n');
    }
    if (explanation.logins().isEmpty()) {
      text.append("\nno login is known\n");
    }
    return text.toString().stripTrailing();
  }

  private static void append(StringBuilder text, String before, @Nullable String part) {
    if (part != null && !part.isEmpty()) {
      text.append(before).append(Printable.of(part));
    }
  }
}
