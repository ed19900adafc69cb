package dev.postern.token;

import dev.postern.otp.OtpParameters;
import dev.postern.user.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of a token without its key. `periodSeconds` means nothing for HOTP.
public record Token(
    TokenSerial serial,
    @Nullable UserId owner,
    TokenKind kind,
    OtpParameters parameters,
    int periodSeconds,
    TokenState state,
    String label,
    Instant createdAt,
    @Nullable Instant expiresAt,
    long lastStep,
    int driftSteps) {
  /// Empty while it lies in stock.
  public Optional<UserId> holder() {
    return Optional.ofNullable(owner);
  }

  public Optional<Instant> expiry() {
    return Optional.ofNullable(expiresAt);
  }

  public Token with(TokenState newState, String newLabel, @Nullable Instant newExpiry) {
    return new Token(
        serial,
        owner,
        kind,
        parameters,
        periodSeconds,
        newState,
        newLabel,
        createdAt,
        newExpiry,
        lastStep,
        driftSteps);
  }

  /// The same token in other hands; null is the stock.
  public Token heldBy(@Nullable UserId newOwner, TokenState newState) {
    return new Token(
        serial,
        newOwner,
        kind,
        parameters,
        periodSeconds,
        newState,
        label,
        createdAt,
        expiresAt,
        lastStep,
        driftSteps);
  }
}
