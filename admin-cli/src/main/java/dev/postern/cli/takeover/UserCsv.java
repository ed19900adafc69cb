package dev.postern.cli.takeover;

import dev.postern.cli.takeover.ForeignToken.Movement;
import dev.postern.cli.takeover.ForeignToken.Standing;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Users as FortiAuthenticator and FortiToken Cloud export them: CSV with a heading. Columns may be
/// in any order; those that are not known are left out.
///
/// There is no seed in it, so a user's token waits for its key.
final class UserCsv implements Entries {
  private enum Column {
    USER("username user login loginname userid"),
    FIRST_NAME("firstname givenname"),
    LAST_NAME("lastname surname familyname"),
    DISPLAY_NAME("displayname name fullname"),
    EMAIL("email emailaddress mail"),
    PHONE("phone mobile mobilenumber mobilephone phonenumber smsnumber cellphone"),
    GROUPS("groups group usergroups usergroup groupnames"),
    STATUS("status active enabled state userstatus"),
    METHOD("authmethod mfamethod twofactor method tokentype otpmethod tokendeliverymethod"),
    TOKEN("token tokensn tokenserial tokenserialnumber serialnumber serial fortitoken ftk");

    private final String names;

    Column(String names) {
      this.names = " " + names + " ";
    }

    boolean named(String name) {
      return !name.isEmpty() && names.contains(" " + name + " ");
    }
  }

  private static final List<String> OFF =
      List.of("disabled", "disable", "inactive", "false", "no", "0");
  private static final List<String> NO_METHOD =
      List.of("", "none", "disable", "disabled", "no", "false", "bypass");

  private final CsvTable table;
  private final TokenDefaults defaults;
  private final Map<Column, Integer> columns = new EnumMap<>(Column.class);

  UserCsv(TextLines lines, TokenDefaults defaults) {
    this.defaults = defaults;
    table = new CsvTable(lines);
    var heading = table.next().orElseThrow(() -> new BrokenFile(1, "the file is empty"));
    for (int i = 0; i < heading.fields().size(); i++) {
      String name = CsvTable.plain(heading.at(i));
      int index = i;
      Arrays.stream(Column.values())
          .filter(column -> column.named(name))
          .findFirst()
          .ifPresent(column -> columns.putIfAbsent(column, index));
    }
    if (!columns.containsKey(Column.USER)) {
      throw new BrokenFile(
          heading.line(), "the heading has no column 'username': put one in as the first line");
    }
  }

  @Override
  public Optional<Entry> next() {
    return table.next().map(this::entry);
  }

  private String at(CsvTable.Row row, Column column) {
    return row.at(columns.getOrDefault(column, -1));
  }

  private Entry entry(CsvTable.Row row) {
    String name = at(row, Column.USER);
    if (name.isEmpty()) {
      return new Entry.Refused(row.line(), "there is no username");
    }
    if (OFF.contains(at(row, Column.STATUS).toLowerCase(Locale.ROOT))) {
      return new Entry.Remark(row.line(), "a user who is disabled there is left out");
    }
    var token = token(at(row, Column.TOKEN));
    boolean factor =
        token != null || !NO_METHOD.contains(at(row, Column.METHOD).toLowerCase(Locale.ROOT));
    return new Entry.Sound(row.line(), user(row, name, factor), token);
  }

  private ForeignUser user(CsvTable.Row row, String name, boolean secondFactor) {
    return new ForeignUser(
        name,
        displayName(row),
        at(row, Column.EMAIL),
        at(row, Column.PHONE),
        Stream.of(at(row, Column.GROUPS).split("[;,|]"))
            .map(String::strip)
            .filter(group -> !group.isEmpty())
            .distinct()
            .toList(),
        new ForeignUser.Password.None(),
        secondFactor);
  }

  private String displayName(CsvTable.Row row) {
    String whole = at(row, Column.DISPLAY_NAME);
    return whole.isEmpty()
        ? (at(row, Column.FIRST_NAME) + " " + at(row, Column.LAST_NAME)).strip()
        : whole;
  }

  private @Nullable ForeignToken token(String serial) {
    boolean one = serial.regionMatches(true, 0, "FTK", 0, 3);
    return one
        ? new ForeignToken(
            serial,
            defaults.parameters(),
            new Movement.ByTime(defaults.periodSeconds()),
            null,
            Standing.GOOD)
        : null;
  }
}
