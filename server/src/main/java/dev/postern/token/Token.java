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

  public Token in(TokenState newState) {
    return new Token(
        serial,
        owner,
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

  /// In other hands; null is the stock.
  public Token heldBy(@Nullable UserId newOwner) {
    return new Token(
        serial,
        newOwner,
        kind,
        parameters,
        periodSeconds,
        state,
        label,
        createdAt,
        expiresAt,
        lastStep,
        driftSteps);
  }

  /// With a code of this step used up.
  public Token spent(long step) {
    return new Token(
        serial,
        owner,
        kind,
        parameters,
        periodSeconds,
        state,
        label,
        createdAt,
        expiresAt,
        Math.max(lastStep, step),
        driftSteps);
  }

  public Token labelled(String newLabel) {
    return new Token(
        serial,
        owner,
        kind,
        parameters,
        periodSeconds,
        state,
        newLabel,
        createdAt,
        expiresAt,
        lastStep,
        driftSteps);
  }

  /// Good until then; null is for ever.
  public Token until(@Nullable Instant newExpiry) {
    return new Token(
        serial,
        owner,
        kind,
        parameters,
        periodSeconds,
        state,
        label,
        createdAt,
        newExpiry,
        lastStep,
        driftSteps);
  }
}
