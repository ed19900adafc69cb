package dev.postern.takeover;

import static dev.postern.takeover.RowRule.require;

import dev.postern.octets.Base32;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OtpAlgorithm;
import dev.postern.otp.OtpParameters;
import dev.postern.token.Token;
import dev.postern.token.TokenKeyRule;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.user.User;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a row says of its token, and what makes that sound.
final class TokenColumns {
  private static final int LONGEST_PERIOD = 3600;

  private static final String AWAITED = "awaited";

  private final CsvRow row;

  TokenColumns(CsvRow row) {
    this.row = row;
  }

  /// The token, somebody's or in stock.
  ///
  /// @throws Unsound if it can't be one
  Token token(@Nullable User user, Instant now) {
    String serial = row.at(Column.TOKEN_SERIAL).toUpperCase(Locale.ROOT);
    require(
        TokenSerial.sound(serial),
        "token_serial is not 1 to 32 letters, digits, hyphens and underscores");
    var parameters = new OtpParameters(algorithm(), digits());
    var issued = new Token.Issued(new TokenSerial(serial), kind(), parameters, period(), now);
    return Token.of(issued, user == null ? null : user.id(), state(user != null))
        .spent(counter() - 1)
        .labelled(RowRule.text(row, Column.TOKEN_LABEL))
        .until(expiry());
  }

  private OtpAlgorithm algorithm() {
    return switch (row.at(Column.TOKEN_ALGORITHM).toUpperCase(Locale.ROOT).replace("-", "")) {
      case "", "SHA1" -> OtpAlgorithm.SHA1;
      case "SHA256" -> OtpAlgorithm.SHA256;
      case "SHA512" -> OtpAlgorithm.SHA512;
      default -> throw new Unsound("token_algorithm is none of SHA1, SHA256 and SHA512");
    };
  }

  private int digits() {
    return switch (row.at(Column.TOKEN_DIGITS)) {
      case "", "6" -> 6;
      case "8" -> 8;
      default -> throw new Unsound("token_digits is neither 6 nor 8");
    };
  }

  private TokenKind kind() {
    return switch (row.at(Column.TOKEN_KIND).toLowerCase(Locale.ROOT)) {
      case "", "totp" -> TokenKind.TOTP;
      case "hotp" -> TokenKind.HOTP;
      default -> throw new Unsound("token_kind is neither totp nor hotp");
    };
  }

  private int period() {
    String text = row.at(Column.TOKEN_PERIOD);
    if (text.isEmpty()) {
      return 30;
    }
    boolean sound = text.matches("[1-9][0-9]{0,3}") && Integer.parseInt(text) <= LONGEST_PERIOD;
    require(sound, "token_period is not 1 to 3600 seconds");
    return Integer.parseInt(text);
  }

  private TokenState state(boolean held) {
    return switch (row.at(Column.TOKEN_STATE)) {
      case "", "active" -> held ? TokenState.ACTIVE : TokenState.PENDING;
      case AWAITED -> TokenState.PENDING;
      case "suspended", AWAITED + " suspended" -> TokenState.SUSPENDED;
      default -> throw new Unsound("token_state is none of active, suspended and awaited");
    };
  }

  private long counter() {
    String text = row.at(Column.TOKEN_COUNTER);
    if (text.isEmpty()) {
      return 0;
    }
    require(kind() == TokenKind.HOTP, "there is a token_counter, but the token is not hotp");
    require(text.matches("[0-9]{1,18}"), "token_counter is not a number");
    return Long.parseLong(text);
  }

  private @Nullable Instant expiry() {
    String text = row.at(Column.TOKEN_EXPIRES);
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeException _) {
      throw new Unsound("token_expires is not a time as in 2027-01-31T00:00:00Z");
    }
  }

  /// The key; null if the token is to wait for it.
  @Nullable SecretOctets key() {
    if (row.at(Column.TOKEN_STATE).startsWith(AWAITED)) {
      require(
          row.at(Column.TOKEN_KEY_BASE32).isEmpty(), "there is a key, but token_state is awaited");
      return null;
    }
    var key =
        Base32.decode(row.at(Column.TOKEN_KEY_BASE32))
            .orElseThrow(() -> new Unsound("token_key_base32 is not Base32"));
    TokenKeyRule.problem(key)
        .ifPresent(problem -> {
          throw new Unsound("token_key_base32: " + problem);
        });
    return key;
  }
}
