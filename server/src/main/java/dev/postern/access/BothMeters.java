package dev.postern.access;

import dev.postern.user.UserId;
import java.time.Duration;

/// Tells two observers of logins.
public record BothMeters(LoginMeter one, LoginMeter other) implements LoginMeter {
  @Override
  public void stage(Stage stage, long nanos) {
    one.stage(stage, nanos);
    other.stage(stage, nanos);
  }

  @Override
  public void challenged(Duration life) {
    one.challenged(life);
    other.challenged(life);
  }

  @Override
  public void decided(String gateway, String outcome, long nanos) {
    one.decided(gateway, outcome, nanos);
    other.decided(gateway, outcome, nanos);
  }

  @Override
  public void passwordFailed(String gateway, String source, UserId user) {
    one.passwordFailed(gateway, source, user);
    other.passwordFailed(gateway, source, user);
  }
}
