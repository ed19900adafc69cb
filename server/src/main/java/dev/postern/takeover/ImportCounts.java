package dev.postern.takeover;

/// How many users and tokens were made and changed; `unchanged` counts rows that changed nothing.
public record ImportCounts(
    long usersCreated, long usersChanged, long tokensCreated, long tokensChanged, long unchanged) {
  public static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0);

  ImportCounts with(TakenRow row) {
    boolean user = changes(row.userStep());
    boolean token = changes(row.tokenStep());
    return new ImportCounts(
        usersCreated + one(row.userStep() == TakenRow.Step.CREATED),
        usersChanged + one(row.userStep() == TakenRow.Step.CHANGED),
        tokensCreated + one(row.tokenStep() == TakenRow.Step.CREATED),
        tokensChanged + one(row.tokenStep() == TakenRow.Step.CHANGED),
        unchanged + one(!user && !token));
  }

  private static boolean changes(TakenRow.Step step) {
    return step == TakenRow.Step.CREATED || step == TakenRow.Step.CHANGED;
  }

  private static int one(boolean counted) {
    return counted ? 1 : 0;
  }
}
