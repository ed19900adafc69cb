package dev.postern.cli.takeover;

import dev.postern.cli.takeover.ForeignToken.Movement;
import dev.postern.cli.takeover.ForeignToken.Standing;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OtpAlgorithm;
import dev.postern.otp.OtpParameters;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Tokens a line: serial and key, and how they make codes. With a heading the columns may be in any
/// order and go by the names that vendors give them; without, they are serial, key, type, digits,
/// and time step or counter.
final class OathCsv implements Entries {
  private enum Column {
    SERIAL("serial serialnumber serialno tokenserial token tokensn sn"),
    KEY("key otpkey seed secret secretkey sharedsecret tokenkey hexkey"),
    TYPE("type otptype tokentype kind"),
    DIGITS("digits otplen otplength length codelength"),
    PERIOD("period timestep timeinterval interval step"),
    COUNTER("counter movingfactor nextcounter eventcounter"),
    ALGORITHM("algorithm hash hashlib hashalgorithm"),
    USER("user username upn owner login userprincipalname");

    private final String names;

    Column(String names) {
      this.names = " " + names + " ";
    }

    boolean named(String name) {
      return !name.isEmpty() && names.contains(" " + name + " ");
    }
  }

  private static final Column[] WITHOUT_HEADING = {
    Column.SERIAL, Column.KEY, Column.TYPE, Column.DIGITS, Column.PERIOD
  };

  private final CsvTable table;
  private final TokenDefaults defaults;
  private final Map<Column, Integer> columns = new EnumMap<>(Column.class);
  private Optional<CsvTable.Row> first;

  OathCsv(TextLines lines, TokenDefaults defaults) {
    this.defaults = defaults;
    table = new CsvTable(lines);
    first = table.next();
    first.ifPresent(this::head);
    boolean headed = columns.containsKey(Column.SERIAL) && columns.containsKey(Column.KEY);
    if (headed) {
      first = Optional.empty();
    } else {
      columns.clear();
      for (int i = 0; i < WITHOUT_HEADING.length; i++) {
        columns.put(WITHOUT_HEADING[i], i);
      }
    }
  }

  private void head(CsvTable.Row row) {
    for (int i = 0; i < row.fields().size(); i++) {
      String name = CsvTable.plain(row.at(i));
      int index = i;
      Arrays.stream(Column.values())
          .filter(column -> column.named(name))
          .findFirst()
          .ifPresent(column -> columns.putIfAbsent(column, index));
    }
  }

  @Override
  public Optional<Entry> next() {
    var row = first.or(table::next);
    first = Optional.empty();
    return row.map(this::entry);
  }

  private Entry entry(CsvTable.Row row) {
    try {
      String user = at(row, Column.USER);
      return new Entry.Sound(
          row.line(), user.isEmpty() ? null : ForeignUser.named(user), token(row));
    } catch (Unsound unsound) {
      return new Entry.Refused(row.line(), unsound.reason());
    }
  }

  private String at(CsvTable.Row row, Column column) {
    return row.at(columns.getOrDefault(column, -1));
  }

  private ForeignToken token(CsvTable.Row row) {
    String serial = at(row, Column.SERIAL);
    if (serial.isEmpty()) {
      throw new Unsound("there is no serial");
    }
    SecretOctets key = KeyText.read(at(row, Column.KEY));
    var parameters = new OtpParameters(algorithm(row), digits(row));
    return new ForeignToken(serial, parameters, movement(row), key, Standing.GOOD);
  }

  private OtpAlgorithm algorithm(CsvTable.Row row) {
    return Words.algorithm(at(row, Column.ALGORITHM), defaults.algorithm());
  }

  private int digits(CsvTable.Row row) {
    return Words.digits(at(row, Column.DIGITS), defaults.digits());
  }

  private Movement movement(CsvTable.Row row) {
    String type = at(row, Column.TYPE).toUpperCase(Locale.ROOT);
    String step = at(row, Column.PERIOD);
    return switch (type) {
      case "HOTP", "EVENT", "OATH-HOTP" -> {
        String counter = at(row, Column.COUNTER);
        yield new Movement.ByCounter(
            Words.number(counter.isEmpty() ? step : counter, 0, "the counter"));
      }
      case "", "TOTP", "TIME", "OATH-TOTP" ->
          new Movement.ByTime(
              Math.toIntExact(
                  Math.min(3601, Words.number(step, defaults.periodSeconds(), "the time step"))));
      default -> throw new Unsound("the type is neither TOTP nor HOTP");
    };
  }
}
