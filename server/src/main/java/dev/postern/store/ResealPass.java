package dev.postern.store;

import dev.postern.crypto.Sealed;
import dev.postern.crypto.Sealer;
import dev.postern.crypto.UnsealFailed;
import dev.postern.node.KeyRotation;
import dev.postern.octets.Octets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Seals rows anew, batch by batch. A row is locked from when its secret is read until the new one
/// is written, so nothing that somebody changes meanwhile is overwritten.
final class ResealPass {
  private static final int BATCH = 200;

  private final Database database;
  private final Sealer sealer;
  private final KeyRotation.Progress progress;
  private final long total;
  private final TreeSet<String> unopened = new TreeSet<>();
  private long resealed;

  ResealPass(Database database, Sealer sealer, KeyRotation.Progress progress, long total) {
    this.database = database;
    this.sealer = sealer;
    this.progress = progress;
    this.total = total;
  }

  long resealed() {
    return resealed;
  }

  /// What did not open, by what it is sealed for.
  List<String> unopened() {
    return List.copyOf(unopened);
  }

  private record Row(String key, List<@Nullable Octets> secrets) {}

  void reseal(SealedTable table) {
    var after = Optional.of("");
    while (after.isPresent()) {
      String from = after.get();
      after =
          database.inTransaction(
              "seal anew rows of " + table.name(),
              transaction -> batch(transaction.connection(), table, from));
      progress.at(resealed, Math.max(total, resealed));
    }
  }

  /// The last key of the batch; empty if there was none.
  private Optional<String> batch(Connection connection, SealedTable table, String after)
      throws SQLException {
    var rows = rows(connection, table, after);
    for (Row row : rows) {
      reseal(connection, table, row);
    }
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getLast().key());
  }

  private List<Row> rows(Connection connection, SealedTable table, String after)
      throws SQLException {
    try (var statement = connection.prepareStatement(table.select())) {
      statement.setString(1, after);
      statement.setString(2, sealer.currentName());
      statement.setInt(3, BATCH);
      try (var found = statement.executeQuery()) {
        var rows = new ArrayList<Row>();
        while (found.next()) {
          var secrets = new ArrayList<@Nullable Octets>();
          for (String column : table.secrets()) {
            secrets.add(Columns.octetsOrNull(found, column));
          }
          rows.add(new Row(found.getString("key"), secrets));
        }
        return rows;
      }
    }
  }

  private void reseal(Connection connection, SealedTable table, Row row) throws SQLException {
    String identity = table.purpose() + row.key();
    try (var statement = connection.prepareStatement(table.update())) {
      int parameter = 1;
      for (Octets secret : row.secrets()) {
        statement.setBytes(parameter++, Columns.octets(anew(secret, identity)));
      }
      statement.setString(parameter++, sealer.currentName());
      statement.setString(parameter, row.key());
      statement.executeUpdate();
      resealed++;
    } catch (UnsealFailed _) {
      unopened.add(identity);
    }
  }

  private @Nullable Octets anew(@Nullable Octets secret, String identity) {
    return secret == null
        ? null
        : sealer.seal(sealer.unseal(Sealed.parse(secret), identity), identity).octets();
  }
}
