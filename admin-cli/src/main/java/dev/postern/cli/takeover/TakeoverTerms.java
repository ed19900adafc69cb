package dev.postern.cli.takeover;

import dev.postern.octets.SecretOctets;
import dev.postern.otp.OtpAlgorithm;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an operator says of a file that the file does not say. Null is nothing.
public record TakeoverTerms(
    @Nullable String user,
    @Nullable OtpAlgorithm algorithm,
    @Nullable Integer digits,
    @Nullable Integer periodSeconds,
    @Nullable SecretOctets key,
    @Nullable SecretOctets password,
    @Nullable String vdom) {
  /// Nothing was said.
  public static final TakeoverTerms NONE =
      new TakeoverTerms(null, null, null, null, null, null, null);

  /// Something that a format needs was not said.
  public static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    Missing(String what, String hint) {
      super(what, null, false, false);
      this.hint = hint;
    }

    public String what() {
      return String.valueOf(getMessage());
    }

    public String hint() {
      return hint;
    }
  }

  /// The file is encrypted under a password that was not said.
  public static final class PasswordMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PasswordMissing() {
      super("the file is encrypted under a password", null, false, false);
    }
  }

  SecretOctets requireKey() {
    if (key == null) {
      throw new Missing(
          "the file is encrypted under a key",
          "name the file that has it with --transport-key-file");
    }
    return key;
  }

  SecretOctets requirePassword() {
    if (password == null) {
      throw new PasswordMissing();
    }
    return password;
  }

  String requireUser() {
    if (user == null) {
      throw new Missing("the file does not say whose it is", "name the user with --user");
    }
    return user;
  }

  TokenDefaults defaults(TokenDefaults usual) {
    return new TokenDefaults(
        Objects.requireNonNullElse(algorithm, usual.algorithm()),
        Objects.requireNonNullElse(digits, usual.digits()),
        Objects.requireNonNullElse(periodSeconds, usual.periodSeconds()));
  }
}
