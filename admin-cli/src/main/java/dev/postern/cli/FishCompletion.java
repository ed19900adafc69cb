package dev.postern.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Writes the commands and options as `complete` lines for fish, which picocli does not know.
final class FishCompletion {
  private static final String SEEN = "__fish_seen_subcommand_from ";

  private final String program;
  private final StringBuilder script = new StringBuilder();

  private FishCompletion(String program) {
    this.program = program;
  }

  static String script(String program, CommandLine root) {
    var completion = new FishCompletion(program);
    completion.script.append("complete -c ").append(program).append(" -e\n");
    completion.command(root, "");
    return completion.script.toString();
  }

  private void command(CommandLine command, String words) {
    String seen = words.isEmpty() ? "" : SEEN + words.replace(" ", "; and " + SEEN);
    String next = words.isEmpty() ? "__fish_use_subcommand" : seen + "; and not " + SEEN;
    String siblings = words.isEmpty() ? "" : names(command.getSubcommands());
    for (Map.Entry<String, CommandLine> sub : command.getSubcommands().entrySet()) {
      line(next + siblings)
          .append(" -f -a ")
          .append(sub.getKey())
          .append(description(sub.getValue().getCommandSpec()))
          .append('\n');
      command(sub.getValue(), words.isEmpty() ? sub.getKey() : words + " " + sub.getKey());
    }
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.inherited() && !option.hidden()) {
        option(option, seen);
      }
    }
  }

  private static String names(Map<String, CommandLine> subcommands) {
    return String.join(" ", subcommands.keySet());
  }

  private void option(OptionSpec option, String condition) {
    line(condition).append(" -l ").append(option.longestName().replaceFirst("^--", ""));
    if (option.arity().max() > 0) {
      script.append(" -r");
    }
    script
        .append(quoted(option.description().length == 0 ? "" : option.description()[0]))
        .append('\n');
  }

  private StringBuilder line(String condition) {
    script.append("complete -c ").append(program);
    return condition.isEmpty() ? script : script.append(" -n '").append(condition).append('\'');
  }

  private static String description(CommandSpec command) {
    String[] description = command.usageMessage().description();
    return quoted(description.length == 0 ? "" : description[0]);
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "" : " -d '" + text.replace("'", "\\'") + "'";
  }
}
