package dev.postern.gateway;

import java.util.Optional;

/// Says what is wrong with a reply attribute, if anything is.
@FunctionalInterface
public interface ReplyCheck {
  /// Finds nothing wrong: for what was checked before.
  ReplyCheck NONE = _ -> Optional.empty();

  Optional<String> problem(ReplyAttribute attribute);
}
