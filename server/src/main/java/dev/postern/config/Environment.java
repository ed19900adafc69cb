package dev.postern.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The variables that stand over the file. The rule of their names: `POSTERN_`, then the path of
/// the key in capitals, with every dot and hyphen an underscore: `database.url` is
/// `POSTERN_DATABASE_URL`. A list is written with commas.
final class Environment {
  /// Variables of the launchers and of posternctl, which are not of the server's file.
  private static final Set<String> OTHERS =
      Set.of(
          "POSTERN_CONFIG",
          "POSTERN_JAVA_OPTS",
          "POSTERN_HOME",
          "POSTERN_SERVER",
          "POSTERN_KEY",
          "POSTERN_RADIUS_SECRET");

  /// What Kubernetes puts into the environment for a service that is called postern-something.
  private static final Pattern OF_KUBERNETES =
      Pattern.compile("POSTERN_([A-Z0-9_]+_)?(SERVICE_HOST|SERVICE_PORT|PORT)(_.*)?");

  private final Map<String, String> variables;
  private final Set<String> asked = new TreeSet<>();

  Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  static String name(String path) {
    return "POSTERN_" + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /// The variable that stands over a key.
  Optional<String> override(String path) {
    return variable(name(path));
  }

  /// Any variable, such as one that a secret refers to.
  Optional<String> variable(String name) {
    asked.add(name);
    return Optional.ofNullable(variables.get(name));
  }

  /// Tells of variables that look like ours and that nothing asked for.
  void refuseUnknown(Problems problems) {
    for (String name : new TreeSet<>(variables.keySet())) {
      if (name.startsWith("POSTERN_")
          && !asked.contains(name)
          && !OTHERS.contains(name)
          && !OF_KUBERNETES.matcher(name).matches()) {
        problems.add(name, "no such setting" + Spelling.hint(name, asked));
      }
    }
  }
}
