package dev.postern.cli.takeover;

import dev.postern.cli.takeover.ForeignToken.Movement;
import dev.postern.cli.takeover.ForeignUser.Password;
import dev.postern.octets.Base32;
import dev.postern.octets.SecretOctets;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Entries as the CSV that the server's import takes, made while it is read.
public final class EntryRows extends InputStream {
  /// The columns, by the names that the server has for them.
  private enum Column {
    LINE,
    USERNAME,
    DISPLAY_NAME,
    EMAIL,
    PHONE,
    GROUPS,
    PASSWORD,
    PASSWORD_HASH,
    NT_HASH,
    SECOND_FACTOR,
    TOKEN_SERIAL,
    TOKEN_KEY_BASE32,
    TOKEN_KIND,
    TOKEN_ALGORITHM,
    TOKEN_DIGITS,
    TOKEN_PERIOD,
    TOKEN_COUNTER,
    TOKEN_STATE,
    TOKEN_LABEL,
    TOKEN_EXPIRES
  }

  /// The last row, without which the server takes nothing: we might have gone away on the way.
  private static final String END = "end" + ",".repeat(Column.values().length - 1);

  private final Supplier<Optional<Entry.Sound>> entries;
  private boolean ended;
  private InputStream row =
      octets(
          Stream.of(Column.values())
              .map(column -> column.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(",")));

  public EntryRows(Supplier<Optional<Entry.Sound>> entries) {
    this.entries = entries;
  }

  private static InputStream octets(String line) {
    return new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int count = row(target, offset, length);
    if (count >= 0) {
      return count;
    }
    if (ended) {
      return -1;
    }
    var next = entries.get();
    ended = next.isEmpty();
    row = octets(next.map(EntryRows::text).orElse(END));
    return row(target, offset, length);
  }

  private int row(byte[] target, int offset, int length) {
    return ((ByteArrayInputStream) row).read(target, offset, length);
  }

  private static String text(Entry.Sound entry) {
    var fields = new EnumMap<Column, String>(Column.class);
    fields.put(Column.LINE, String.valueOf(entry.line()));
    if (entry.user() != null) {
      user(entry.user(), fields);
    }
    if (entry.token() != null) {
      token(entry.token(), fields);
    }
    return Stream.of(Column.values())
        .map(column -> quoted(fields.getOrDefault(column, "")))
        .collect(Collectors.joining(","));
  }

  private static void user(ForeignUser user, Map<Column, String> fields) {
    fields.put(Column.USERNAME, user.name());
    fields.put(Column.DISPLAY_NAME, user.displayName());
    fields.put(Column.EMAIL, user.email());
    fields.put(Column.PHONE, user.phone());
    fields.put(Column.GROUPS, String.join(";", user.groups()));
    fields.put(Column.SECOND_FACTOR, user.secondFactor() ? "required" : "");
    switch (user.password()) {
      case Password.None _ -> {}
      case Password.Clear(SecretOctets text) -> fields.put(Column.PASSWORD, text.revealUtf8());
      case Password.Hashed(SecretOctets hash, SecretOctets ntHash) -> {
        fields.put(Column.PASSWORD_HASH, revealed(hash));
        fields.put(Column.NT_HASH, revealed(ntHash));
      }
    }
  }

  private static String revealed(@Nullable SecretOctets secret) {
    return secret == null ? "" : secret.revealUtf8();
  }

  private static void token(ForeignToken token, Map<Column, String> fields) {
    fields.put(Column.TOKEN_SERIAL, token.serial());
    var key = token.key();
    fields.put(Column.TOKEN_KEY_BASE32, key == null ? "" : Base32.encode(key.reveal()));
    fields.put(Column.TOKEN_ALGORITHM, token.parameters().algorithm().name());
    fields.put(Column.TOKEN_DIGITS, String.valueOf(token.parameters().digits()));
    switch (token.movement()) {
      case Movement.ByTime(int seconds) -> {
        fields.put(Column.TOKEN_KIND, "totp");
        fields.put(Column.TOKEN_PERIOD, String.valueOf(seconds));
      }
      case Movement.ByCounter(long next) -> {
        fields.put(Column.TOKEN_KIND, "hotp");
        fields.put(Column.TOKEN_COUNTER, String.valueOf(next));
      }
    }
    var standing = token.standing();
    String state = standing.suspended() ? "suspended" : "";
    fields.put(Column.TOKEN_STATE, key == null ? ("awaited " + state).strip() : state);
    fields.put(Column.TOKEN_LABEL, standing.label());
    fields.put(
        Column.TOKEN_EXPIRES, standing.expiresAt() == null ? "" : standing.expiresAt().toString());
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
