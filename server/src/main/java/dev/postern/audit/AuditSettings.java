package dev.postern.audit;

/// How long the audit is kept: for so many full months, or for ever if that is 0.
public record AuditSettings(int keptMonths) {
  public static final AuditSettings DEFAULT = new AuditSettings(0);

  public AuditSettings {
    if (keptMonths < 0 || keptMonths > 600) {
      throw new IllegalArgumentException(
          "kept-months must be 0 (for ever) to 600, not " + keptMonths);
    }
  }
}
