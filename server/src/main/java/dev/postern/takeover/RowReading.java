package dev.postern.takeover;

/// What a row turned out to be.
sealed interface RowReading {
  record Sound(SoundRow row) implements RowReading {}

  record Bad(RowProblem problem) implements RowReading {}
}
