package dev.postern.api;

import java.util.List;

/// All secrets are sealed under `to`; the keys in `unused` are needed no longer.
public record KeyRotationReport(String to, long resealed, List<String> unused) {
  public KeyRotationReport {
    unused = List.copyOf(unused);
  }
}
