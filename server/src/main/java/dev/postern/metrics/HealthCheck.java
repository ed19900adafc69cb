package dev.postern.metrics;

import java.util.function.Supplier;

/// One thing that must be well for this node to answer logins.
public record HealthCheck(String name, Supplier<Health> looking) {
  /// How it is.
  public sealed interface Health {
    record Well() implements Health {}

    /// What is the matter, in words for an operator.
    record Ill(String why) implements Health {}
  }

  /// How it is now; what fails is ill.
  public Health look() {
    try {
      return looking.get();
    } catch (RuntimeException e) {
      return new Health.Ill(String.valueOf(e.getMessage()));
    }
  }
}
