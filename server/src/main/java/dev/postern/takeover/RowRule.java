package dev.postern.takeover;

import dev.postern.crypto.PasswordHashes;
import dev.postern.mschap.NtHash;
import dev.postern.octets.Base32;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OtpAlgorithm;
import dev.postern.otp.OtpParameters;
import dev.postern.password.PreparedPassword;
import dev.postern.token.Token;
import dev.postern.token.TokenKeyRule;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
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
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What makes a row a sound one.
final class RowRule {
  private static final int LONGEST_TEXT = 256;
  private static final int LONGEST_PERIOD = 3600;
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
      return new RowReading.Bad(new RowProblem(row.line(), unsound.reason));
    }
  }

  private SoundRow sound(CsvRow row) {
    require(row.complete(), "the row has not as many fields as the heading");
    var realm = realm(row.at(Column.REALM));
    User user = row.at(Column.USERNAME).isEmpty() ? null : user(row, realm);
    Token token = row.at(Column.TOKEN_SERIAL).isEmpty() ? null : token(row, user);
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
        token == null ? null : key(row));
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
        !row.at(Column.TOKEN_SERIAL).isEmpty(),
        row.at(Column.NT_HASH).isEmpty() ? Recoverable.NOTHING : Recoverable.NT_HASH);
  }

  private static String text(CsvRow row, Column column) {
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

  private Token token(CsvRow row, @Nullable User user) {
    String serial = row.at(Column.TOKEN_SERIAL).toUpperCase(Locale.ROOT);
    require(
        TokenSerial.sound(serial),
        "token_serial is not 1 to 32 letters, digits, hyphens and underscores");
    var parameters = new OtpParameters(algorithm(row), digits(row));
    var issued =
        new Token.Issued(new TokenSerial(serial), TokenKind.TOTP, parameters, period(row), now);
    return user == null
        ? Token.of(issued, null, TokenState.PENDING)
        : Token.of(issued, user.id(), TokenState.ACTIVE);
  }

  private static OtpAlgorithm algorithm(CsvRow row) {
    return switch (row.at(Column.TOKEN_ALGORITHM).toUpperCase(Locale.ROOT).replace("-", "")) {
      case "", "SHA1" -> OtpAlgorithm.SHA1;
      case "SHA256" -> OtpAlgorithm.SHA256;
      case "SHA512" -> OtpAlgorithm.SHA512;
      default -> throw new Unsound("token_algorithm is none of SHA1, SHA256 and SHA512");
    };
  }

  private static int digits(CsvRow row) {
    return switch (row.at(Column.TOKEN_DIGITS)) {
      case "", "6" -> 6;
      case "8" -> 8;
      default -> throw new Unsound("token_digits is neither 6 nor 8");
    };
  }

  private static int period(CsvRow row) {
    String text = row.at(Column.TOKEN_PERIOD);
    if (text.isEmpty()) {
      return 30;
    }
    boolean sound = text.matches("[1-9][0-9]{0,3}") && Integer.parseInt(text) <= LONGEST_PERIOD;
    require(sound, "token_period is not 1 to 3600 seconds");
    return Integer.parseInt(text);
  }

  private static SecretOctets key(CsvRow row) {
    var key =
        Base32.decode(row.at(Column.TOKEN_KEY_BASE32))
            .orElseThrow(() -> new Unsound("token_key_base32 is not Base32"));
    TokenKeyRule.problem(key)
        .ifPresent(problem -> {
          throw new Unsound("token_key_base32: " + problem);
        });
    return key;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Unsound(otherwise);
    }
  }

  /// Ends the reading of a row.
  private static final class Unsound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Unsound(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}
