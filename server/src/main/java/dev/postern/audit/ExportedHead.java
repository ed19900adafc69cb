package dev.postern.audit;

import dev.postern.octets.Octets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The head of a seal as it was written outside the database: one line of JSON.
public record ExportedHead(UUID node, long seal, long last, Octets head) {
  private static final Pattern LINE =
      Pattern.compile(
          "\\{\"at\":\"[^\"]*\",\"node\":\"([0-9a-f-]{36})\",\"seal\":([0-9]{1,18}),"
              + "\"last\":([0-9]{1,18}),\"head\":\"([0-9a-f]{64})\"}");

  public static String line(Seal seal) {
    return "{\"at\":\"%s\",\"node\":\"%s\",\"seal\":%d,\"last\":%d,\"head\":\"%s\"}"
        .formatted(seal.at(), seal.node(), seal.number(), seal.covered().last(), seal.head());
  }

  /// Reads a line, with spaces around it at most.
  public static Optional<ExportedHead> parse(String line) {
    var parts = LINE.matcher(line.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new ExportedHead(
            UUID.fromString(parts.group(1)),
            Long.parseLong(parts.group(2)),
            Long.parseLong(parts.group(3)),
            Octets.hex(parts.group(4))));
  }
}
