package dev.postern.provisioning;

import dev.postern.actor.Actor;
import dev.postern.crypto.Sealer;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OneTimeCode;
import dev.postern.otp.Otp;
import dev.postern.otp.TimeStep;
import dev.postern.token.HeldToken;
import dev.postern.token.Token;
import dev.postern.token.TokenEvent;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.token.Tokens;
import java.time.InstantSource;
import java.util.OptionalLong;

/// Brings tokens to their users.
public final class Provisioning {
  /// How far a clock token may be off when it is shown for the first time.
  private static final int STEPS = 1;

  /// How often a button token may have been pressed before it is shown for the first time.
  private static final int LOOK_AHEAD = 20;

  private final Tokens tokens;
  private final Sealer sealer;
  private final InstantSource clock;

  public Provisioning(Tokens tokens, Sealer sealer, InstantSource clock) {
    this.tokens = tokens;
    this.sealer = sealer;
    this.clock = clock;
  }

  /// Adds a token whose key is known, sealed from here on.
  public Tokens.AddOutcome issue(Token token, SecretOctets key, Actor actor) {
    return tokens.add(token, sealer.seal(key, token.serial().sealingIdentity()), actor);
  }

  /// Makes a pending token active because its user can show a code of it; the code is spent.
  public ActivationOutcome activate(TokenSerial serial, OneTimeCode code, Actor actor) {
    var held = tokens.find(serial);
    var key = tokens.sealedKey(serial);
    if (held.isEmpty() || key.isEmpty()) {
      return new ActivationOutcome.NoSuchToken();
    }
    Token token = held.get().token();
    if (token.state() == TokenState.ACTIVE) {
      return new ActivationOutcome.Refused("it is active already");
    }
    if (token.state() != TokenState.PENDING) {
      return settled(tokens.apply(serial, new TokenEvent.Activate(token.lastStep()), actor));
    }
    var step = matching(token, sealer.unseal(key.get(), serial.sealingIdentity()), code);
    return step.isEmpty()
        ? new ActivationOutcome.WrongCode()
        : settled(tokens.apply(serial, new TokenEvent.Activate(step.getAsLong()), actor));
  }

  private OptionalLong matching(Token token, SecretOctets key, OneTimeCode code) {
    boolean counts = token.kind() == TokenKind.HOTP;
    long expected =
        counts
            ? token.lastStep() + 1
            : TimeStep.ofSeconds(token.periodSeconds()).at(clock.instant());
    long first = counts ? expected : Math.max(token.lastStep() + 1, expected - STEPS);
    long last = counts ? expected + LOOK_AHEAD : expected + STEPS;
    var found = OptionalLong.empty();
    for (long step = first; step <= last; step++) {
      if (Otp.code(key, token.parameters(), step).equals(code)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  private static ActivationOutcome settled(Tokens.EventOutcome outcome) {
    return switch (outcome) {
      case Tokens.EventOutcome.Moved(HeldToken token) -> new ActivationOutcome.Activated(token);
      case Tokens.EventOutcome.Unchanged(HeldToken token) -> new ActivationOutcome.Activated(token);
      case Tokens.EventOutcome.Refused(String why) -> new ActivationOutcome.Refused(why);
      case Tokens.EventOutcome.NoSuchToken(),
          Tokens.EventOutcome.NoSuchUser(),
          Tokens.EventOutcome.Held(_) ->
          new ActivationOutcome.NoSuchToken();
    };
  }
}
