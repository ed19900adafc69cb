package dev.postern.cli;

import dev.postern.words.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what can't be understood in a command line, and what was perhaps meant.
final class WrongUse implements IParameterExceptionHandler {
  private final Session session;

  WrongUse(Session session) {
    this.session = session;
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] words) {
    CommandLine command = wrong.getCommandLine();
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().getFirst();
      unmatched(command, word.startsWith("-") ? withoutValue(word) : word);
    } else {
      session.note(message(wrong));
      help(command);
    }
    return ExitCode.WRONG_USE.number();
  }

  private static String message(ParameterException wrong) {
    if (wrong.getArgSpec() instanceof OptionSpec option
        && option.auxiliaryTypes()[0].isEnum()
        && wrong.getValue() != null) {
      return option.longestName()
          + (option.isMultiValue() ? " takes " : " is one of ")
          + String.join(", ", option.completionCandidates())
          + ", not '"
          + wrong.getValue()
          + "'";
    }
    String message = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
    String first = message.substring(0, Math.min(1, message.length())).toLowerCase(Locale.ROOT);
    return first + message.substring(first.length()).replaceAll("\\.$", "");
  }

  private void unmatched(CommandLine command, String word) {
    boolean option = word.startsWith("-");
    boolean group = !command.getSubcommands().isEmpty();
    String kind = option ? "option" : group ? "command" : "place for";
    session.note(command.getCommandSpec().qualifiedName() + " has no " + kind + " '" + word + "'");
    List<String> known = option ? options(command) : List.copyOf(command.getSubcommands().keySet());
    Optional<String> meant =
        DidYouMean.of(word, known).or(() -> option ? longer(word, known) : Optional.empty());
    if (meant.isPresent()) {
      session.hint("did you mean '" + meant.get() + "'?");
    } else {
      help(command);
    }
  }

  /// What stands behind the sign may be a secret, and is not repeated.
  private static String withoutValue(String option) {
    int sign = option.indexOf('=');
    return sign < 0 ? option : option.substring(0, sign);
  }

  /// `--secret-stdin` for `--secret`.
  private static Optional<String> longer(String word, List<String> known) {
    return known.stream()
        .filter(name -> word.startsWith("--") && word.length() > 3 && name.startsWith(word + "-"))
        .findFirst();
  }

  private void help(CommandLine command) {
    session.hint(command.getCommandSpec().qualifiedName() + " --help");
  }

  private static List<String> options(CommandLine command) {
    var names = new ArrayList<String>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      names.addAll(List.of(option.names()));
    }
    return names;
  }
}
