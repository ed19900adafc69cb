package dev.postern.store;

import dev.postern.audit.Unsealed;
import dev.postern.audit.UnsealedRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// What is not sealed yet, found by the index of the rows' numbers: a look at one row a node.
public record PgUnsealedRows(Database database) implements UnsealedRows {
  private static final Sql OLDEST =
      Sql.of(
          """
          SELECT n.name, n.seen_at > clock_timestamp() - interval '10 seconds' AS live, oldest.at
            FROM nodes n
            CROSS JOIN LATERAL (
              SELECT greatest(
                (SELECT max(last_seq) FROM audit_seals WHERE node_id = n.node_id),
                (SELECT max(last_seq) FROM audit_anchors WHERE node_id = n.node_id), 0) AS seq)
              sealed
            CROSS JOIN LATERAL (
              SELECT at FROM audit_entries e WHERE e.node_id = n.node_id AND e.seq > sealed.seq
               ORDER BY e.seq LIMIT 1) oldest
           ORDER BY n.name, n.node_id
          """);

  @Override
  public List<Unsealed> oldest() {
    return database.with(
        "look for unsealed rows", connection -> OLDEST.all(connection, PgUnsealedRows::unsealed));
  }

  private static Unsealed unsealed(ResultSet row) throws SQLException {
    return new Unsealed(row.getString("name"), row.getBoolean("live"), Columns.instant(row, "at"));
  }
}
