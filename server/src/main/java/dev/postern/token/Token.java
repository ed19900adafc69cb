package dev.postern.token;

import dev.postern.otp.OtpParameters;
import dev.postern.user.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of a token without its key: what it was issued as, and what became of it since.
public record Token(
    Issued issued,
    @Nullable UserId owner,
    TokenState state,
    String label,
    @Nullable Instant expiresAt,
    long lastStep,
    int driftSteps) {
  /// What a token stays as long as there is one. `periodSeconds` means nothing for HOTP.
  public record Issued(
      TokenSerial serial,
      TokenKind kind,
      OtpParameters parameters,
      int periodSeconds,
      Instant createdAt) {}

  /// All at once, as it lies in a row.
  public Token(
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
    var issued = new Issued(serial, kind, parameters, periodSeconds, createdAt);
    this(issued, owner, state, label, expiresAt, lastStep, driftSteps);
  }

  /// One that is new: without label or end, and no code of it used up. An owner of null is the
  /// stock.
  public static Token of(Issued issued, @Nullable UserId owner, TokenState state) {
    return new Token(issued, owner, state, "", null, -1, 0);
  }

  public TokenSerial serial() {
    return issued.serial;
  }

  public TokenKind kind() {
    return issued.kind;
  }

  public OtpParameters parameters() {
    return issued.parameters;
  }

  public int periodSeconds() {
    return issued.periodSeconds;
  }

  public Instant createdAt() {
    return issued.createdAt;
  }

  /// Empty while it lies in stock.
  public Optional<UserId> holder() {
    return Optional.ofNullable(owner);
  }

  public Optional<Instant> expiry() {
    return Optional.ofNullable(expiresAt);
  }

  public Token in(TokenState newState) {
    return new Token(issued, owner, newState, label, expiresAt, lastStep, driftSteps);
  }

  /// In other hands; null is the stock.
  public Token heldBy(@Nullable UserId newOwner) {
    return new Token(issued, newOwner, state, label, expiresAt, lastStep, driftSteps);
  }

  /// With a code of this step used up.
  public Token spent(long step) {
    long last = Math.max(lastStep, step);
    return new Token(issued, owner, state, label, expiresAt, last, driftSteps);
  }

  /// Of a clock this many steps off.
  public Token drifted(int steps) {
    return new Token(issued, owner, state, label, expiresAt, lastStep, steps);
  }

  public Token labelled(String newLabel) {
    return new Token(issued, owner, state, newLabel, expiresAt, lastStep, driftSteps);
  }

  /// Good until then; null is for ever.
  public Token until(@Nullable Instant newExpiry) {
    return new Token(issued, owner, state, label, newExpiry, lastStep, driftSteps);
  }
}
