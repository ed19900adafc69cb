package dev.postern.cli.takeover;

import dev.postern.otp.OtpAlgorithm;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an operator says of a file that the file does not say. Null is nothing.
public record TakeoverTerms(
    @Nullable String user,
    @Nullable OtpAlgorithm algorithm,
    @Nullable Integer digits,
    @Nullable Integer periodSeconds) {
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
