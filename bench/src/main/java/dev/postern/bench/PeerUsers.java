package dev.postern.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// The same users in a database as FreeRADIUS has it, beside Postern's in the same PostgreSQL.
final class PeerUsers {
  static final String DATABASE = "peer";

  private static final int BATCH = 1000;

  private PeerUsers() {}

  static void create(EmbeddedAtWork postgres, int users) throws SQLException {
    try (var connection = postgres.connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + DATABASE);
    }
    try (var connection = postgres.connect(DATABASE);
        var statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE radcheck (id bigserial PRIMARY KEY, username text NOT NULL,
            attribute text NOT NULL, op text NOT NULL DEFAULT ':=', value text NOT NULL);
          CREATE TABLE totp_used (username text PRIMARY KEY, step bigint NOT NULL DEFAULT 0)
            WITH (fillfactor = 70)
          """);
      fill(connection, users);
      statement.execute("CREATE INDEX ON radcheck (username)");
      statement.execute("VACUUM ANALYZE");
    }
  }

  private static void fill(Connection connection, int users) throws SQLException {
    connection.setAutoCommit(false);
    try (var check =
            connection.prepareStatement(
                "INSERT INTO radcheck (username, attribute, value) VALUES (?, ?, ?)");
        var used = connection.prepareStatement("INSERT INTO totp_used (username) VALUES (?)")) {
      for (int i = 0; i < users; i++) {
        var user = new BenchUser(i);
        add(check, user.name(), "Cleartext-Password", user.password());
        add(check, user.name(), "TOTP-Secret", user.keyInBase32());
        used.setString(1, user.name());
        used.addBatch();
        if (i % BATCH == 0) {
          check.executeBatch();
          used.executeBatch();
        }
      }
      for (int i = 0; i < EapMethod.FEW; i++) {
        add(check, EapMethod.MSCHAPV2.user(i), "NT-Password", "0x" + EapMethod.ntHash(i));
      }
      check.executeBatch();
      used.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static void add(PreparedStatement check, String user, String attribute, String value)
      throws SQLException {
    check.setString(1, user);
    check.setString(2, attribute);
    check.setString(3, value);
    check.addBatch();
  }
}
