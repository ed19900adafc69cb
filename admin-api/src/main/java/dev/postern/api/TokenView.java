package dev.postern.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A token, without its key. `user` is absent while it is in stock, `periodSeconds` of a HOTP
/// token; `drift` is how many steps its clock is before ours.
public record TokenView(
    String serial,
    Kind kind,
    Algorithm algorithm,
    int digits,
    @Nullable Integer periodSeconds,
    State state,
    String label,
    @Nullable UserRef user,
    int drift,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {
  /// What moves a token on: the clock (RFC 6238) or each code (RFC 4226).
  public enum Kind {
    TOTP,
    HOTP;

    @Override
    public String toString() {
      return Words.of(this);
    }
  }

  /// The hash of a token's HMAC.
  public enum Algorithm {
    SHA1,
    SHA256,
    SHA512;

    @Override
    public String toString() {
      return Words.of(this);
    }
  }

  /// Where a token is in its life; only an active one lets anybody in.
  public enum State {
    PENDING,
    ACTIVE,
    SUSPENDED,
    EXPIRED,
    REVOKED;

    @Override
    public String toString() {
      return Words.of(this);
    }
  }
}
