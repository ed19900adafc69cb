package dev.postern.embedded;

import java.time.Duration;

/// Told of a PostgreSQL that ended although nobody told it to, and of what came of it.
public interface RestartListener {
  /// It does not run; it is about to be started again.
  void ended();

  void restarted();

  /// It could not be started, and is tried again after `pause`.
  void failed(String why, Duration pause);
}
