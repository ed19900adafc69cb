package dev.postern.store;

import java.util.List;

/// A table with sealed secrets: the column that names a row, those that hold secrets, and what they
/// are sealed for. `sealed_under` names their key in every such table. This is the one list of all.
record SealedTable(String name, String key, List<String> secrets, String purpose) {
  static final List<SealedTable> ALL =
      List.of(
          new SealedTable("users", "user_id", List.of("sealed_recoverable"), "user:"),
          new SealedTable("tokens", "serial", List.of("sealed_key"), "token:"),
          new SealedTable(
              "gateways", "name", List.of("sealed_secret", "sealed_previous"), "gateway:"),
          new SealedTable("reply_rules", "name", List.of("sealed_values"), "reply-rule:"),
          new SealedTable("operators", "name", List.of("sealed_token"), "operator:"),
          new SealedTable("nodes", "node_id", List.of("sealed_keys"), "node:"));

  /// Rows behind a key that are sealed under another key, locked; those that somebody else has
  /// locked are left for the next round, so that nobody waits for another in a circle.
  String select() {
    return """
    SELECT %s::text AS key, %s FROM %s WHERE %s::text > ? AND sealed_under <> ?
    ORDER BY %s::text LIMIT ? FOR UPDATE SKIP LOCKED
    """
        .formatted(key, String.join(", ", secrets), name, key, key);
  }

  String update() {
    return "UPDATE %s SET %s = ?, sealed_under = ? WHERE %s::text = ?"
        .formatted(name, String.join(" = ?, ", secrets), key);
  }

  /// How many rows are sealed under one key.
  String countUnder() {
    return "SELECT count(*) FROM %s WHERE sealed_under = ?".formatted(name);
  }

  String count() {
    return "SELECT sealed_under, count(*) FROM %s WHERE sealed_under IS NOT NULL GROUP BY 1"
        .formatted(name);
  }
}
