package dev.postern.takeover;

import dev.postern.crypto.PasswordHashes;
import dev.postern.mschap.NtHash;
import dev.postern.octets.SecretOctets;
import dev.postern.password.PreparedPassword;
import dev.postern.token.Token;
import dev.postern.user.Group;
import dev.postern.user.RealmName;
import dev.postern.user.Recoverable;
import dev.postern.user.StoredPassword;
import dev.postern.user.User;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What makes a row a sound one.
final class RowRule {
  private static final int LONGEST_TEXT = 256;
  private static final Pattern NT_HASH = Pattern.compile("[0-9A-Fa-f]{32}");

  private final Predicate<RealmName> reached;
  private final Instant now;

  /// @param reached the realms that whoever imports may write to
  RowRule(Predicate<RealmName> reached, Instant now) {
    this.reached = reached;
    this.now = now;
  }

  RowReading read(CsvRow row) {
    try {
      return new RowReading.Sound(sound(row));
    } catch (Unsound unsound) {
      return new RowReading.Bad(new RowProblem(row.line(), unsound.reason()));
    }
  }

  private SoundRow sound(CsvRow row) {
    require(row.complete(), "the row has not as many fields as the heading");
    var realm = realm(row.at(Column.REALM));
    User user = row.at(Column.USERNAME).isEmpty() ? null : user(row, realm);
    Token token =
        row.at(Column.TOKEN_SERIAL).isEmpty() ? null : new TokenColumns(row).token(user, now);
    require(user != null || token != null, "the row has neither a username nor a token_serial");
    require(
        token != null || row.at(Column.TOKEN_KEY_BASE32).isEmpty(),
        "there is a token_key_base32 but no token_serial");
    boolean clear = !row.exactly(Column.PASSWORD).isEmpty();
    String hash = row.at(Column.PASSWORD_HASH);
    boolean secret = clear || !hash.isEmpty() || !row.at(Column.NT_HASH).isEmpty();
    require(user != null || !secret, "there is a password but no username");
    return new SoundRow(
        row.line(),
        user,
        hash.isEmpty() || clear ? StoredPassword.NONE : hashed(hash),
        clear ? clear(row) : null,
        ntHash(row.at(Column.NT_HASH)),
        token,
        token == null ? null : new TokenColumns(row).key());
  }

  private RealmName realm(String field) {
    return RealmName.parse(field.isEmpty() ? "local" : field)
        .filter(reached)
        .orElseThrow(() -> new Unsound("there is no such realm"));
  }

  private static User user(CsvRow row, RealmName realm) {
    var name =
        UserName.parse(row.at(Column.USERNAME))
            .orElseThrow(() -> new Unsound("the username can't be one (RFC 8265)"));
    return new User(
        UserId.of(realm, name),
        realm,
        name,
        text(row, Column.DISPLAY_NAME),
        text(row, Column.EMAIL),
        text(row, Column.PHONE),
        groups(row.at(Column.GROUPS)),
        true,
        !row.at(Column.TOKEN_SERIAL).isEmpty() || secondFactor(row),
        row.at(Column.NT_HASH).isEmpty() ? Recoverable.NOTHING : Recoverable.NT_HASH);
  }

  private static boolean secondFactor(CsvRow row) {
    String word = row.at(Column.SECOND_FACTOR);
    require(word.isEmpty() || word.equals("required"), "second_factor is not 'required'");
    return !word.isEmpty();
  }

  static String text(CsvRow row, Column column) {
    String text = row.at(column);
    require(
        text.length() <= LONGEST_TEXT && text.chars().noneMatch(Character::isISOControl),
        column.heading() + " is over 256 characters long or has control characters");
    return text;
  }

  private static List<String> groups(String field) {
    if (field.isEmpty()) {
      return List.of();
    }
    var groups =
        Arrays.stream(field.split("[;,]"))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    require(groups.stream().allMatch(Group::sound), "a group's name can't be one");
    return groups;
  }

  private static StoredPassword hashed(String hash) {
    PasswordHashes.problem(hash)
        .ifPresent(problem -> {
          throw new Unsound("password_hash: " + problem);
        });
    return new StoredPassword(hash, null);
  }

  private static @Nullable NtHash ntHash(String hex) {
    require(hex.isEmpty() || NT_HASH.matcher(hex).matches(), "nt_hash is not 32 hex digits");
    return hex.isEmpty() ? null : new NtHash(SecretOctets.copyOf(HexFormat.of().parseHex(hex)));
  }

  private static SecretOctets clear(CsvRow row) {
    return PreparedPassword.of(row.exactly(Column.PASSWORD))
        .orElseThrow(() -> new Unsound("the password has over 128 octets or control characters"));
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Unsound(otherwise);
    }
  }
}
