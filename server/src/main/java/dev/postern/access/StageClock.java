package dev.postern.access;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Measures the stages of logins.
record StageClock(LoginMeter meter, LongSupplier nanos) {
  /// Does the work and tells how long it took, whether or not it failed.
  <T> T time(LoginMeter.Stage stage, Supplier<T> work) {
    long began = nanos.getAsLong();
    try {
      return work.get();
    } finally {
      meter.stage(stage, nanos.getAsLong() - began);
    }
  }
}
