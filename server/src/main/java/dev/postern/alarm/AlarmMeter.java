package dev.postern.alarm;

/// Counts alarms. Must not block.
@FunctionalInterface
public interface AlarmMeter {
  void raised(AlarmKind kind);
}
