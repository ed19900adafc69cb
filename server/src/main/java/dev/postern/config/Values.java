package dev.postern.config;

import dev.postern.octets.SecretOctets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads the kinds of values. Each refuses by an IllegalArgumentException that says how the value
/// is written properly.
final class Values {
  private static final int LONGEST_SECRET = 64 * 1024;
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|min|h|d)");
  private static final Pattern ADDRESS = Pattern.compile("(\\[[^\\]]+\\]|[^:]+):(\\d{1,5})");

  private Values() {}

  static int whole(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number");
    }
  }

  static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
    };
  }

  static Duration duration(String text) {
    var parts = DURATION.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration, write it as 250 ms, 30 s, 5 min, 8 h or 30 d");
    }
    long amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "min" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  static Path file(String text) {
    try {
      var path = Path.of(text);
      if (path.isAbsolute()) {
        return path;
      }
    } catch (InvalidPathException _) {
      // refused below, as a relative one is
    }
    throw new IllegalArgumentException("'" + text + "' is not an absolute path");
  }

  /// An address of this machine and a port, never a name, which might mean another tomorrow.
  static InetSocketAddress address(String text) {
    var parts = ADDRESS.matcher(text);
    if (parts.matches()) {
      int port = Integer.parseInt(parts.group(2));
      Optional<InetAddress> address = literal(parts.group(1));
      if (port <= 65_535 && address.isPresent()) {
        return new InetSocketAddress(address.get(), port);
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not an address and port, write it as 127.0.0.1:8443 or [::1]:8443");
  }

  private static Optional<InetAddress> literal(String text) {
    String bare = text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
    try {
      return Optional.of(InetAddress.ofLiteral(bare));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  static <E extends Enum<E>> E word(String text, Class<E> words) {
    for (E word : words.getEnumConstants()) {
      if (spelled(word).equals(text)) {
        return word;
      }
    }
    var known = Arrays.stream(words.getEnumConstants()).map(Values::spelled).toList();
    throw new IllegalArgumentException("'" + text + "' is not known" + Spelling.hint(text, known));
  }

  private static String spelled(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> commas(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /// What a reference leads to: `file:/path`, less one line end at its end, or `env:NAME`.
  static SecretOctets secret(String reference, Function<String, Optional<String>> environment) {
    if (reference.startsWith("file:")) {
      return fileSecret(file(reference.substring("file:".length())));
    }
    if (reference.startsWith("env:")) {
      String name = reference.substring("env:".length());
      return SecretOctets.utf8(
          environment
              .apply(name)
              .filter(value -> !value.isEmpty())
              .orElseThrow(() -> new IllegalArgumentException("variable " + name + " is not set")));
    }
    throw new IllegalArgumentException(
        "a secret is not written here: write file:/path or env:NAME, where it is");
  }

  private static SecretOctets fileSecret(Path file) {
    try {
      if (Files.size(file) > LONGEST_SECRET) {
        throw new IllegalArgumentException(file + " is too long for a secret");
      }
      var bytes = Files.readAllBytes(file);
      int end = bytes.length;
      if (end > 0 && bytes[end - 1] == '\n') {
        end -= end > 1 && bytes[end - 2] == '\r' ? 2 : 1;
      }
      if (end == 0) {
        throw new IllegalArgumentException(file + " is empty");
      }
      return SecretOctets.copyOf(bytes, 0, end);
    } catch (IOException e) {
      throw new IllegalArgumentException("can't read " + file + ": " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.NoSuchFileException _ -> "no such file";
      case java.nio.file.AccessDeniedException _ -> "permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }
}
