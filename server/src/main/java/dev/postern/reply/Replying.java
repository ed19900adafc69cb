package dev.postern.reply;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an Access-Accept is to bear.
public sealed interface Replying {
  /// These attributes, of which the last `leftOut` were left away for want of room; `rule` is the
  /// one that held, absent if none did.
  record Granted(@Nullable String rule, List<Grant> grants, int leftOut) implements Replying {
    public Granted {
      grants = List.copyOf(grants);
    }

    public Optional<String> held() {
      return Optional.ofNullable(rule);
    }
  }

  /// The rule that holds can't be granted by this node.
  record Broken(String rule, String why) implements Replying {}
}
