package dev.postern.store;

import dev.postern.audit.AuditNumbers;
import dev.postern.audit.AuditNumbers.Stretch;
import dev.postern.audit.NodeKeys;
import dev.postern.audit.Seal;
import dev.postern.audit.Seal.Covered;
import dev.postern.audit.Seal.NumberRange;
import dev.postern.audit.SealedHeads;
import dev.postern.octets.Octets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Seals this node's rows: chains what was committed since the last seal, signs the new head,
/// writes it down and exports it. One thread calls it, every second.
public final class AuditSealing {
  /// Whose rows are sealed, and until where that is done.
  record Chain(UUID node, NodeKeys keys, AuditNumbers numbers, long written) {}

  private static final int ROWS_OF_A_SEAL = 50_000;

  private final Database database;
  private final InstantSource clock;
  private final SealedHeads exported;
  private final Chain chain;

  AuditSealing(Database database, InstantSource clock, SealedHeads exported, Chain chain) {
    this.database = database;
    this.clock = clock;
    this.exported = exported;
    this.chain = chain;
  }

  /// Seals what may be sealed now, in several seals if it is much.
  public void seal() {
    var settled = chain.numbers.settled(ROWS_OF_A_SEAL);
    while (!settled.isEmpty()) {
      sealOnce(settled);
      settled = chain.numbers.settled(ROWS_OF_A_SEAL);
    }
  }

  private void sealOnce(List<Stretch> settled) {
    var last = database.with("sealing the audit", SealRows.last(chain.node));
    if (last.covered().last() >= settled.getFirst().first()) {
      // The seal was written and only the answer was lost.
      chain.numbers.sealed(last.covered().last());
      return;
    }
    var seal = next(last, settled);
    database.with("sealing the audit", connection -> SealRows.insert(connection, seal));
    chain.numbers.sealed(seal.covered().last());
    exported.add(seal);
  }

  private Seal next(Seal previous, List<Stretch> settled) {
    var rows = new ArrayList<AuditNumbers.Row>();
    for (var stretch : settled) {
      rows.addAll(stretch.known() ? stretch.rows() : written(stretch));
    }
    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    long first = settled.getFirst().first();
    long end = settled.getLast().last();
    var firstAt = rows.stream().map(AuditNumbers.Row::at).min(Instant::compareTo).orElse(at);
    var covered = new Covered(first, end, firstAt, lost(first, end, rows), first <= chain.written);
    var macs = rows.stream().map(AuditNumbers.Row::mac).toList();
    var head = Seal.head(previous.head(), covered, macs);
    return new Seal(chain.node, previous.number() + 1, covered, head, at, Octets.empty())
        .sign(chain.keys);
  }

  private List<AuditNumbers.Row> written(Stretch stretch) {
    return database.with(
        "reading unsealed rows",
        connection ->
            Sql.of(
                    """
                    SELECT seq, at, mac FROM audit_entries
                     WHERE node_id = ? AND seq BETWEEN ? AND ? ORDER BY seq
                    """,
                    chain.node,
                    stretch.first(),
                    stretch.last())
                .all(connection, AuditSealing::row));
  }

  private static AuditNumbers.Row row(ResultSet result) throws SQLException {
    return new AuditNumbers.Row(
        result.getLong("seq"),
        Columns.instant(result, "at"),
        Octets.copyOf(result.getBytes("mac")));
  }

  private static List<NumberRange> lost(long first, long last, List<AuditNumbers.Row> rows) {
    var lost = new ArrayList<NumberRange>();
    long next = first;
    for (var row : rows) {
      if (row.number() > next) {
        lost.add(new NumberRange(next, row.number() - 1));
      }
      next = row.number() + 1;
    }
    if (next <= last) {
      lost.add(new NumberRange(next, last));
    }
    return lost;
  }
}
