package dev.postern.doctor;

import dev.postern.audit.Unsealed;
import dev.postern.audit.UnsealedRows;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Whether every node's audit is sealed in time: a live node seals each second, what a node left
/// that is gone is sealed by another within a day.
public final class AuditCheck implements Check {
  static final Duration LATE = Duration.ofMinutes(1);
  static final Duration LATE_WHEN_GONE = Duration.ofHours(36);

  private final UnsealedRows rows;
  private final InstantSource clock;

  public AuditCheck(UnsealedRows rows, InstantSource clock) {
    this.rows = rows;
    this.clock = clock;
  }

  @Override
  public List<Finding> look() {
    var late = rows.oldest().stream().filter(this::late).map(this::finding).toList();
    return late.isEmpty() ? List.of(Finding.sound("audit", "it is sealed in time")) : late;
  }

  private boolean late(Unsealed unsealed) {
    return age(unsealed).compareTo(unsealed.live() ? LATE : LATE_WHEN_GONE) > 0;
  }

  private Duration age(Unsealed unsealed) {
    return Duration.between(unsealed.since(), clock.instant());
  }

  private Finding finding(Unsealed unsealed) {
    return Finding.wrong(
        "audit",
        "rows of node " + unsealed.node() + " wait to be sealed for " + Spans.text(age(unsealed)),
        unsealed.live() ? "see that node's log" : "start that node, or any other anew");
  }
}
