package dev.postern.access;

import dev.postern.user.UserId;
import java.time.Duration;

/// Observes logins. Called on request threads: must not block. No name of a user is told, and a
/// user's key goes into no label.
public interface LoginMeter {
  /// Observes nothing.
  LoginMeter NONE = new LoginMeter() {};

  /// What the time of a login goes into.
  enum Stage {
    QUEUE,
    PASSWORD,
    CODE,
    DATABASE
  }

  default void stage(Stage stage, long nanos) {}

  /// A challenge was sent, to be answered within its life.
  default void challenged(Duration life) {}

  /// An Access-Accept went without so many of its attributes, which did not fit.
  default void shortened(String gateway, int leftOut) {}

  /// A login was decided: `outcome` is `accept`, `challenge`, `discard` or a reason to reject.
  default void decided(String gateway, String outcome, long nanos) {}

  /// The user of this key, who need not exist, failed by the password; `source` is empty if none
  /// was sent.
  default void passwordFailed(String gateway, String source, UserId user) {}
}
