package dev.postern.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/// The whole command line: one group of commands for each noun, and the global options.
@Command(
    name = "posternctl",
    description = "Looks after a Postern server.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    usageHelpAutoWidth = true,
    sortOptions = false,
    sortSynopsis = false,
    abbreviateSynopsis = true)
final class Posternctl {
  private static final Duration FOLLOW_INTERVAL = Duration.ofSeconds(1);

  /// A command or a group of commands, by its name.
  private record Named(String name, Function<Session, Object> command) {}

  private static final List<Named> COMMANDS =
      List.of(
          new Named("login", LoginCommand::new),
          new Named("logout", LogoutCommand::new),
          new Named("whoami", WhoamiCommand::new),
          new Named("status", StatusCommand::new),
          new Named("doctor", DoctorCommand::new),
          new Named("user", UserCommands::new),
          new Named("group", GroupCommands::new),
          new Named("realm", RealmCommands::new),
          new Named("token", TokenCommands::new),
          new Named("approval", ApprovalCommands::new),
          new Named("gateway", GatewayCommands::new),
          new Named("reply-rule", ReplyRuleCommands::new),
          new Named("session", SessionCommands::new),
          new Named("explain", ExplainCommand::new),
          new Named("audit", session -> new AuditCommands(session, FOLLOW_INTERVAL)),
          new Named("alarm", AlarmCommands::new),
          new Named("import", ImportCommand::new),
          new Named("operator", OperatorCommands::new),
          new Named("key", KeyCommands::new),
          new Named("keys", SealingKeyCommands::new),
          new Named("eap", EapCommands::of),
          new Named("radius", RadiusCommands::new),
          new Named("version", VersionCommand::new),
          new Named("completion", CompletionCommand::new));

  @Mixin final GlobalOptions options = new GlobalOptions();

  private Posternctl() {}

  /// The command line for these words. Reading every command takes longer than most commands do; so
  /// if the first word names one, it alone is made known.
  static CommandLine commandLine(Surroundings surroundings, String... words) {
    var root = new Posternctl();
    var session = new Session(surroundings, root.options);
    var line = new CommandLine(root).setOut(session.out()).setErr(surroundings.terminal().err());
    Optional<Named> first =
        COMMANDS.stream().filter(it -> words.length > 0 && it.name().equals(words[0])).findFirst();
    for (Named named : first.map(List::of).orElse(COMMANDS)) {
      line.addSubcommand(named.name(), named.command().apply(session));
    }
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(new WrongUse(session))
        .setExecutionExceptionHandler(new Failures(session));
  }
}
