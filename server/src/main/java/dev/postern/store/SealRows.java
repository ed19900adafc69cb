package dev.postern.store;

import dev.postern.audit.Seal;
import dev.postern.audit.Seal.Covered;
import dev.postern.audit.Seal.NumberRange;
import dev.postern.octets.Octets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Seals as rows of `audit_seals`.
final class SealRows {
  private static final String INSERT =
      """
      INSERT INTO audit_seals (node_id, number, first_seq, last_seq, first_at, lost, recovered,
                               head, at, signature)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /// The newest seal, or what the anchor kept of it if its month was let go.
  private static final String LAST =
      """
      SELECT number, last_seq, head FROM audit_seals WHERE node_id = ?
      UNION ALL
      SELECT seal_number, last_seq, head FROM audit_anchors WHERE node_id = ?
      ORDER BY number DESC LIMIT 1
      """;

  private SealRows() {}

  static boolean insert(Connection connection, Seal seal) throws SQLException {
    var covered = seal.covered();
    return Sql.of(
            INSERT,
            seal.node(),
            seal.number(),
            covered.first(),
            covered.last(),
            Columns.timestamp(covered.firstAt()),
            connection.createArrayOf("int8", numbers(covered.lost())),
            covered.recovered(),
            seal.head().toArray(),
            Columns.timestamp(seal.at()),
            seal.signature().toArray())
        .changed(connection);
  }

  private static Object[] numbers(List<NumberRange> ranges) {
    var numbers = new ArrayList<Long>();
    for (var range : ranges) {
      numbers.add(range.first());
      numbers.add(range.last());
    }
    return numbers.toArray();
  }

  static Seal read(ResultSet result) throws SQLException {
    var covered =
        new Covered(
            result.getLong("first_seq"),
            result.getLong("last_seq"),
            Columns.instant(result, "first_at"),
            ranges((Long[]) result.getArray("lost").getArray()),
            result.getBoolean("recovered"));
    return new Seal(
        result.getObject("node_id", UUID.class),
        result.getLong("number"),
        covered,
        Octets.copyOf(result.getBytes("head")),
        Columns.instant(result, "at"),
        Octets.copyOf(result.getBytes("signature")));
  }

  private static List<NumberRange> ranges(Long[] numbers) {
    var ranges = new ArrayList<NumberRange>();
    for (int i = 0; i + 1 < numbers.length; i += 2) {
      ranges.add(new NumberRange(numbers[i], numbers[i + 1]));
    }
    return ranges;
  }

  /// The newest seal of a node as far as its successor needs it; number 0 if there is none.
  static Database.Work<Seal> last(UUID node) {
    return connection ->
        Sql.of(LAST, node, node)
            .first(
                connection,
                row ->
                    end(
                        node,
                        row.getLong("number"),
                        row.getLong("last_seq"),
                        Octets.copyOf(row.getBytes("head"))))
            .orElseGet(() -> end(node, 0, 0, Seal.ORIGIN));
  }

  private static Seal end(UUID node, long number, long last, Octets head) {
    var covered = new Covered(last, last, Instant.EPOCH, List.of(), false);
    return new Seal(node, number, covered, head, Instant.EPOCH, Octets.empty());
  }
}
