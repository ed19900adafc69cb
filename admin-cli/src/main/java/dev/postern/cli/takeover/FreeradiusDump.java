package dev.postern.cli.takeover;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A dump of FreeRADIUS's SQL tables by `mysqldump` or `pg_dump`: `radcheck` says who is known by
/// what, `radusergroup` who is in which group. What stands of a user in several rows and tables
/// comes together only at the end, so users are held in memory, up to a bound.
final class FreeradiusDump implements Entries {
  private static final int MOST_USERS = 500_000;
  private static final int MOST_FIELDS = 64;
  private static final List<String> CHECK = List.of("id", "username", "attribute", "op", "value");
  private static final List<String> GROUP = List.of("username", "groupname", "priority");
  private static final List<String> GROUP_WITH_ID =
      List.of("id", "username", "groupname", "priority");

  private final SqlText text;
  private final TokenDefaults defaults;
  private final Map<String, RadiusUser> users = new LinkedHashMap<>();
  private final Deque<Entry> ready = new ArrayDeque<>();
  private Iterator<RadiusUser> gathered;
  private boolean read;

  FreeradiusDump(InputStream in, TokenDefaults defaults) {
    text = new SqlText(in);
    this.defaults = defaults;
    gathered = List.<RadiusUser>of().iterator();
  }

  @Override
  public Optional<Entry> next() {
    if (!read) {
      read = true;
      for (String word = text.word(); !word.isEmpty(); word = text.word()) {
        statement(word.toUpperCase(Locale.ROOT));
      }
      gathered = users.values().iterator();
    }
    if (ready.isEmpty() && gathered.hasNext()) {
      ready.addAll(gathered.next().entries(defaults));
      gathered.remove();
    }
    return Optional.ofNullable(ready.poll());
  }

  private void statement(String first) {
    switch (first) {
      case "INSERT" -> insert();
      case "COPY" -> copy();
      case ";" -> {
        // an empty one
      }
      default -> skip();
    }
  }

  /// To the end of the statement.
  private void skip() {
    for (int next = text.look(); next >= 0 && next != ';'; next = text.look()) {
      if (next == '\'') {
        var _ = text.value();
      } else {
        var _ = text.word();
      }
    }
  }

  private static String bare(String table) {
    return table.substring(table.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private String table() {
    String table = text.word();
    while (text.look() == '.') { // "public"."radcheck"
      var _ = text.word();
      table = text.word();
    }
    return bare(table);
  }

  private void insert() {
    String word = text.word();
    if (word.equalsIgnoreCase("IGNORE")) {
      word = text.word();
    }
    String table = table();
    List<String> columns = text.look() == '(' ? names() : List.of();
    boolean known = table.equals("radcheck") || table.equals("radusergroup");
    if (!word.equalsIgnoreCase("INTO") || !known || !text.word().equalsIgnoreCase("VALUES")) {
      skip();
      return;
    }
    while (text.look() == '(') {
      long line = text.line();
      row(line, table, columns, tuple());
      if (text.look() == ',') {
        var _ = text.word();
      }
    }
    skip();
  }

  /// `(a, b, c)`
  private List<String> names() {
    return tuple().stream()
        .map(name -> name.replace("`", "").replace("\"", "").strip().toLowerCase(Locale.ROOT))
        .toList();
  }

  private List<String> tuple() {
    var _ = text.read();
    var fields = new ArrayList<String>();
    for (; ; ) {
      fields.add(text.value());
      int next = text.look();
      var _ = text.read();
      if (next == ')') {
        return fields;
      }
      if (next != ',' || fields.size() > MOST_FIELDS) {
        throw new BrokenFile(text.line(), "a row is cut off or has over 64 fields");
      }
    }
  }

  /// `COPY radcheck (id, …) FROM stdin;`, then a row a line with tabs, ended by `\.`
  private void copy() {
    String table = table();
    List<String> columns = text.look() == '(' ? names() : List.of();
    skip();
    var _ = text.skipLine();
    for (; ; ) {
      long line = text.line();
      int next = text.read();
      if (next < 0) {
        throw new BrokenFile(line, "the file ends within a table: it is half a file");
      }
      text.unread(next);
      String row = text.skipLine();
      if (row.equals("\\.")) {
        return;
      }
      row(
          line,
          table,
          columns,
          Arrays.stream(row.split("\t", -1)).map(FreeradiusDump::field).toList());
    }
  }

  private static String field(String text) {
    return text.equals("\\N")
        ? ""
        : text.replace("\\\\", "\0").replace("\\t", "\t").replace("\\n", "\n").replace('\0', '\\');
  }

  private void row(long line, String table, List<String> columns, List<String> fields) {
    if (table.equals("radcheck")) {
      check(line, columns.isEmpty() ? CHECK : columns, fields);
    } else if (table.equals("radusergroup")) {
      group(line, columns.isEmpty() ? groupColumns(fields) : columns, fields);
    }
  }

  private static List<String> groupColumns(List<String> fields) {
    return fields.size() > GROUP.size() ? GROUP_WITH_ID : GROUP;
  }

  private static String at(List<String> columns, List<String> fields, String name) {
    int index = columns.indexOf(name);
    return index < 0 || index >= fields.size() ? "" : fields.get(index);
  }

  private void check(long line, List<String> columns, List<String> fields) {
    String name = at(columns, fields, "username");
    if (!name.isEmpty()) {
      user(line, name).take(line, at(columns, fields, "attribute"), at(columns, fields, "value"));
    }
  }

  private void group(long line, List<String> columns, List<String> fields) {
    String name = at(columns, fields, "username");
    String group = at(columns, fields, "groupname");
    if (!name.isEmpty() && !group.isBlank()) {
      user(line, name).join(group);
    }
  }

  private RadiusUser user(long line, String name) {
    var user = users.computeIfAbsent(name, _ -> new RadiusUser(line, name));
    if (users.size() > MOST_USERS) {
      throw new BrokenFile(line, "over 500,000 users: split the dump");
    }
    return user;
  }
}
