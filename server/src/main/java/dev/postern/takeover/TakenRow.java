package dev.postern.takeover;

/// What became of a row that was taken; a dry run tells what would.
///
/// @param user the user's name, or empty
/// @param token the token's serial, or empty
public record TakenRow(long line, String user, Step userStep, String token, Step tokenStep) {
  /// What was done to a user or a token.
  public enum Step {
    /// The row has none.
    NONE,
    CREATED,
    CHANGED,
    /// It was there as the row has it.
    UNCHANGED
  }
}
