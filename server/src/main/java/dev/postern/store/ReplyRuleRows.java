package dev.postern.store;

import dev.postern.crypto.Sealed;
import dev.postern.crypto.Sealer;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.reply.PlacedRule;
import dev.postern.reply.ReplyRule;
import dev.postern.reply.RuleAttribute;
import dev.postern.reply.RuleConditions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Rows of `reply_rules` as values and back.
final class ReplyRuleRows {
  static final String COLUMNS =
      """
      name, position, realm, user_name, group_name, gateway, connect_info, nas_identifier, vdom,
      attributes, sealed_values
      """;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<List<Written>> WRITTEN = new TypeReference<>() {};
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  /// An element of `attributes`; the value is absent where it is a secret.
  record Written(String name, @Nullable String value) {}

  private ReplyRuleRows() {}

  /// The rule, its secrets closed.
  static PlacedRule closed(ResultSet row) throws SQLException {
    return placed(row, List.of());
  }

  /// The rule, its secrets open.
  ///
  /// @throws dev.postern.crypto.UnsealFailed if they don't open
  static PlacedRule open(ResultSet row, Sealer sealer) throws SQLException {
    byte[] sealed = row.getBytes("sealed_values");
    if (sealed == null) {
      return closed(row);
    }
    var values =
        sealer.unseal(Sealed.parse(Octets.copyOf(sealed)), identity(row.getString("name")));
    return placed(row, JSON.readValue(values.revealUtf8(), TEXTS));
  }

  static RuleConditions conditions(ResultSet row) throws SQLException {
    return new RuleConditions(
        row.getString("realm"),
        row.getString("user_name"),
        row.getString("group_name"),
        row.getString("gateway"),
        row.getString("connect_info"),
        row.getString("nas_identifier"),
        row.getString("vdom"));
  }

  private static PlacedRule placed(ResultSet row, List<String> secrets) throws SQLException {
    var open = secrets.iterator();
    var attributes = new ArrayList<RuleAttribute>();
    for (var written : JSON.readValue(row.getString("attributes"), WRITTEN)) {
      String given = written.value();
      String value = given != null ? given : open.hasNext() ? open.next() : "";
      attributes.add(new RuleAttribute(written.name(), SecretOctets.utf8(value), given == null));
    }
    return new PlacedRule(
        row.getInt("position"), new ReplyRule(row.getString("name"), conditions(row), attributes));
  }

  static String attributes(ReplyRule rule) {
    return JSON.writeValueAsString(
        rule.attributes().stream()
            .map(one -> new Written(one.name(), one.secret() ? null : one.value().revealUtf8()))
            .toList());
  }

  /// The secrets of the rule, sealed; null if it has none.
  static @Nullable Sealed seal(ReplyRule rule, Sealer sealer) {
    var secrets =
        rule.attributes().stream()
            .filter(RuleAttribute::secret)
            .map(one -> one.value().revealUtf8())
            .toList();
    return secrets.isEmpty()
        ? null
        : sealer.seal(SecretOctets.utf8(JSON.writeValueAsString(secrets)), identity(rule.name()));
  }

  private static String identity(String rule) {
    return "reply-rule:" + rule;
  }
}
