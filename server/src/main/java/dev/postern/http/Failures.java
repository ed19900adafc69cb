package dev.postern.http;

import java.util.Optional;

/// Says which failures are to be told to the client in words of their own: the database being away
/// is "unavailable", while a bug is only a number in the log.
@FunctionalInterface
public interface Failures {
  Optional<Problem> explain(RuntimeException failure);
}
