package dev.postern.takeover;

/// Is told now and then how far an import is; `secondsLeft` is below zero while it can't be told.
@FunctionalInterface
public interface ImportProgress {
  void at(long done, long total, long refused, long secondsLeft);
}
