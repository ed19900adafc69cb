package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.Sealer;
import dev.postern.reply.PlacedRule;
import dev.postern.reply.ReplyRule;
import dev.postern.reply.ReplyRuleRegister;
import dev.postern.reply.RuleOutcome;
import dev.postern.reply.RulePlace;
import dev.postern.reply.RuleTexts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Reply rules in PostgreSQL, their secrets sealed. Every change raises the mark `reply-rules` as
/// its first statement, which both tells the nodes and makes changes wait for one another, so that
/// what is looked at here holds until the commit. Positions are 1, 2, 3 … at every commit.
public final class PgReplyRules implements ReplyRuleRegister {
  static final String MARK = "reply-rules";

  private final Database database;
  private final Sealer sealer;
  private final InstantSource clock;

  public PgReplyRules(Database database, Sealer sealer, InstantSource clock) {
    this.database = database;
    this.sealer = sealer;
    this.clock = clock;
  }

  @Override
  public RuleOutcome add(ReplyRule rule, RulePlace place, Actor by) {
    return database.inTransaction(
        "add a reply rule",
        transaction -> {
          transaction.raiseMark(MARK);
          var connection = transaction.connection();
          if (read(connection, rule.name()).isPresent()) {
            return new RuleOutcome.NameTaken();
          }
          int count = count(connection);
          if (count >= MOST) {
            return new RuleOutcome.Full();
          }
          var position = position(connection, place, count + 1);
          if (position.isEmpty()) {
            return new RuleOutcome.NoSuchRule(beside(place));
          }
          shift(connection, position.getAsInt(), count, 1);
          var placed = new PlacedRule(position.getAsInt(), rule);
          insert(connection, placed);
          transaction.audit(entry("reply-rule.added", by, rule.name(), RuleTexts.of(placed)));
          return new RuleOutcome.Kept(new PlacedRule(placed.position(), rule.closed()));
        });
  }

  private static int count(Connection connection) throws SQLException {
    return Sql.of("SELECT count(*) FROM reply_rules")
        .first(connection, row -> row.getInt(1))
        .orElseThrow();
  }

  /// Where the rule comes to stand among the others, of which `last` is the last place; empty if
  /// the rule that it is to stand beside is not there.
  private static OptionalInt position(Connection connection, RulePlace place, int last)
      throws SQLException {
    return switch (place) {
      case RulePlace.Last() -> OptionalInt.of(last);
      case RulePlace.At(int position) -> OptionalInt.of(Math.clamp(position, 1, last));
      case RulePlace.Before(String rule) -> behind(read(connection, rule), 0);
      case RulePlace.After(String rule) -> behind(read(connection, rule), 1);
    };
  }

  private static OptionalInt behind(Optional<PlacedRule> rule, int by) {
    return rule.isPresent() ? OptionalInt.of(rule.get().position() + by) : OptionalInt.empty();
  }

  private static String beside(RulePlace place) {
    return switch (place) {
      case RulePlace.Before(String rule) -> rule;
      case RulePlace.After(String rule) -> rule;
      case RulePlace.Last(), RulePlace.At(int _) -> "";
    };
  }

  private static void shift(Connection connection, int from, int to, int by) throws SQLException {
    Sql.of(
            "UPDATE reply_rules SET position = position + ? WHERE position BETWEEN ? AND ?",
            by,
            from,
            to)
        .update(connection);
  }

  private void insert(Connection connection, PlacedRule placed) throws SQLException {
    var rule = placed.rule();
    var when = rule.when();
    var sealed = ReplyRuleRows.seal(rule, sealer);
    Sql.of(
            """
            INSERT INTO reply_rules (name, position, realm, user_name, group_name, gateway,
              connect_info, nas_identifier, vdom, attributes, sealed_values, sealed_under)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
            """,
            rule.name(),
            placed.position(),
            when.realm(),
            when.user(),
            when.group(),
            when.gateway(),
            when.connectInfo(),
            when.nasIdentifier(),
            when.vdom(),
            ReplyRuleRows.attributes(rule),
            sealed == null ? null : sealed.octets().toArray(),
            sealed == null ? null : sealed.keyName())
        .update(connection);
  }

  @Override
  public RuleOutcome change(String name, UnaryOperator<ReplyRule> change, Actor by) {
    return database.inTransaction(
        "change a reply rule",
        transaction -> {
          transaction.raiseMark(MARK);
          var connection = transaction.connection();
          var before = readOpen(connection, name);
          if (before.isEmpty()) {
            return new RuleOutcome.NoSuchRule(name);
          }
          int position = before.get().position();
          var after = new PlacedRule(position, change.apply(before.get().rule()));
          delete(connection, name);
          insert(connection, after);
          var differences = RuleTexts.between(before.get(), after);
          transaction.audit(entry("reply-rule.changed", by, name, differences));
          return new RuleOutcome.Kept(new PlacedRule(position, after.rule().closed()));
        });
  }

  private static boolean delete(Connection connection, String name) throws SQLException {
    return Sql.of("DELETE FROM reply_rules WHERE name = ?", name).changed(connection);
  }

  @Override
  public RuleOutcome move(String name, RulePlace place, Actor by) {
    return database.inTransaction(
        "move a reply rule",
        transaction -> {
          transaction.raiseMark(MARK);
          var connection = transaction.connection();
          var rule = read(connection, name);
          if (rule.isEmpty()) {
            return new RuleOutcome.NoSuchRule(name);
          }
          if (beside(place).equals(name)) {
            return new RuleOutcome.Kept(rule.get());
          }
          int count = count(connection);
          if (position(connection, place, count).isEmpty()) {
            return new RuleOutcome.NoSuchRule(beside(place));
          }
          setPosition(connection, name, count + 1); // out of the way: the others close up
          shift(connection, rule.get().position() + 1, count, -1);
          int position = position(connection, place, count).orElseThrow();
          shift(connection, position, count - 1, 1);
          setPosition(connection, name, position);
          var detail = Map.of("position", String.valueOf(position));
          transaction.audit(entry("reply-rule.moved", by, name, detail));
          return new RuleOutcome.Kept(new PlacedRule(position, rule.get().rule()));
        });
  }

  private static void setPosition(Connection connection, String name, int position)
      throws SQLException {
    Sql.of("UPDATE reply_rules SET position = ? WHERE name = ?", position, name).update(connection);
  }

  @Override
  public boolean remove(String name, Actor by) {
    return database.inTransaction(
        "remove a reply rule",
        transaction -> {
          transaction.raiseMark(MARK);
          var connection = transaction.connection();
          var rule = read(connection, name);
          if (rule.isEmpty()) {
            return false;
          }
          delete(connection, name);
          shift(connection, rule.get().position() + 1, MOST, -1);
          transaction.audit(entry("reply-rule.removed", by, name, Map.of()));
          return true;
        });
  }

  @Override
  public void revealed(String name, Actor to) {
    var entry = entry("reply-rule.revealed", to, name, Map.of());
    database.inTransaction(
        "audit that a rule's secrets were seen",
        transaction -> {
          transaction.audit(entry);
          return true;
        });
  }

  private AuditEntry entry(String event, Actor by, String rule, Map<String, String> more) {
    var detail = new TreeMap<>(more);
    detail.put("rule", rule);
    return AuditEntry.of(clock.instant(), event, by, detail);
  }

  @Override
  public Optional<PlacedRule> find(String name) {
    return database.with("find a reply rule", connection -> read(connection, name));
  }

  private static Optional<PlacedRule> read(Connection connection, String name) throws SQLException {
    return named(name).first(connection, ReplyRuleRows::closed);
  }

  private Optional<PlacedRule> readOpen(Connection connection, String name) throws SQLException {
    return named(name).first(connection, row -> ReplyRuleRows.open(row, sealer));
  }

  private static Sql named(String name) {
    return Sql.of("SELECT " + ReplyRuleRows.COLUMNS + " FROM reply_rules WHERE name = ?", name);
  }

  @Override
  public List<PlacedRule> list(int after, int limit) {
    var page =
        Sql.of(
            "SELECT "
                + ReplyRuleRows.COLUMNS
                + " FROM reply_rules WHERE position > ? ORDER BY position LIMIT ?",
            after,
            limit);
    return database.with(
        "list reply rules", connection -> page.all(connection, ReplyRuleRows::closed));
  }
}
