package dev.postern.store;

import dev.postern.crypto.Sealer;
import dev.postern.crypto.UnsealFailed;
import dev.postern.reply.HeldRule;
import dev.postern.reply.ReplyRules;
import dev.postern.reply.RuleReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The reply rules in memory, never more than a look behind the database.
///
/// A rule that this node can't grant keeps its place and is told in the log: whom it is for is not
/// granted what a rule behind it grants, but stays unanswered here.
public final class ReplyRuleWatch implements AutoCloseable {
  public static final Duration EVERY = MarkWatch.EVERY;

  private static final Logger LOG = LoggerFactory.getLogger(ReplyRuleWatch.class);
  private static final String ALL =
      "SELECT " + ReplyRuleRows.COLUMNS + " FROM reply_rules ORDER BY position";

  private final Database database;
  private final Sealer sealer;
  private final RuleReader reader;
  private final MarkWatch<ReplyRules> watch;

  private ReplyRuleWatch(Database database, Sealer sealer, RuleReader reader, Duration every) {
    this.database = database;
    this.sealer = sealer;
    this.reader = reader;
    this.watch =
        MarkWatch.start(
            database,
            PgReplyRules.MARK,
            ReplyRules.NONE,
            connection -> told(load(connection)),
            every);
  }

  /// Starts to watch. The rules are there once [#loaded] says so: at once if the database is.
  public static ReplyRuleWatch start(
      Database database, Sealer sealer, RuleReader reader, Duration every) {
    return new ReplyRuleWatch(database, sealer, reader, every);
  }

  /// The rules as they were at the last look.
  public ReplyRules rules() {
    return watch.value();
  }

  /// Whether the rules were ever read.
  public boolean loaded() {
    return watch.loaded();
  }

  /// The rules as they are in the database now.
  public ReplyRules fresh() {
    return database.with("load reply rules", this::load);
  }

  private ReplyRules load(Connection connection) throws SQLException {
    return ReplyRules.of(Sql.of(ALL).all(connection, this::held));
  }

  private HeldRule held(ResultSet row) throws SQLException {
    try {
      return reader.hold(ReplyRuleRows.open(row, sealer));
    } catch (UnsealFailed e) {
      return new HeldRule.Broken(
          row.getInt("position"),
          row.getString("name"),
          ReplyRuleRows.conditions(row),
          String.valueOf(e.getMessage()));
    }
  }

  private static ReplyRules told(ReplyRules rules) {
    for (var broken : rules.broken()) {
      LOG.error(
          "reply rule {} can't be granted by this node, and logins that it is for stay unanswered:"
              + " {}",
          broken.name(),
          broken.why());
    }
    return rules;
  }

  @Override
  public void close() {
    watch.close();
  }
}
