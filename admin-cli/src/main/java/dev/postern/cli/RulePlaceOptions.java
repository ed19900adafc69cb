package dev.postern.cli;

import dev.postern.api.ReplyRulePlace;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where in the order a reply rule is to stand, as options.
final class RulePlaceOptions {
  @Option(names = "--before", paramLabel = "RULE", description = "before this rule")
  @Nullable String before;

  @Option(names = "--after", paramLabel = "RULE", description = "behind this rule")
  @Nullable String after;

  @Option(names = "--position", paramLabel = "N", description = "at this position, from 1")
  @Nullable Integer position;

  @Option(names = "--last", description = "behind all others")
  boolean last;

  /// The place; null if none was named.
  @Nullable ReplyRulePlace place() {
    long named =
        Stream.of(before, after, position).filter(Objects::nonNull).count() + (last ? 1 : 0);
    if (named > 1) {
      throw CommandFailed.wrongUse("a rule can't stand in several places", "name one of them");
    }
    if (position != null && position < 1) {
      throw CommandFailed.wrongUse("positions begin at 1, not " + position, null);
    }
    return named == 0 ? null : new ReplyRulePlace(position, before, after);
  }
}
