package dev.postern.gateway;

/// What is wrong with one setting, in words that go on from its name: `must be yes or no`.
///
/// `refinement` is the number of the refinement that it stands in, 0 for the gateway's own; the
/// `setting` is empty if the whole refinement is meant.
public record SettingProblem(int refinement, String setting, String says) {
  /// As it stands in a log.
  @Override
  public String toString() {
    return (refinement == 0 ? "" : "refinement " + refinement + ": ")
        + (setting + " " + says).strip();
  }
}
