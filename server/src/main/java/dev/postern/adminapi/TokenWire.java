package dev.postern.adminapi;

import dev.postern.api.NewToken;
import dev.postern.api.TokenView;
import dev.postern.api.UserRef;
import dev.postern.http.Problem;
import dev.postern.octets.Base32;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OtpAlgorithm;
import dev.postern.otp.OtpParameters;
import dev.postern.token.HeldToken;
import dev.postern.token.Token;
import dev.postern.token.TokenChange;
import dev.postern.token.TokenKeyRule;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.user.UserId;
import java.time.InstantSource;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Tokens as the API has them, to and from ours.
public final class TokenWire {
  /// Without letters and digits that are taken for each other.
  private static final String SERIAL_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int DRAWN = 10;
  private static final int LONGEST_PERIOD = 3600;

  private final InstantSource clock;
  private final RandomGenerator random;

  /// @param random draws the serials of tokens that are given none
  public TokenWire(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// A token as it shall be added.
  Token token(NewToken body, Caller caller) {
    var kind = TokenKind.valueOf(body.kind().name());
    var serial = body.serial() == null ? drawSerial() : PathNames.serial(body.serial());
    var owner = owner(body.user(), caller);
    var issued = new Token.Issued(serial, kind, parameters(body), period(body), clock.instant());
    var state = body.user() == null || body.pending() ? TokenState.PENDING : TokenState.ACTIVE;
    return Token.of(issued, owner, state)
        .labelled(Objects.requireNonNullElse(body.label(), ""))
        .until(body.expiresAt())
        .spent(kind == TokenKind.HOTP ? counter(body) - 1 : -1);
  }

  private TokenSerial drawSerial() {
    var text = new StringBuilder("PT");
    for (int i = 0; i < DRAWN; i++) {
      text.append(SERIAL_ALPHABET.charAt(random.nextInt(SERIAL_ALPHABET.length())));
    }
    return new TokenSerial(text.toString());
  }

  private static @Nullable UserId owner(@Nullable UserRef user, Caller caller) {
    return user == null ? null : PathNames.user(user.realm(), user.name(), caller).id();
  }

  private static OtpParameters parameters(NewToken body) {
    if (body.digits() != 6 && body.digits() != 8) {
      throw Problem.invalid("a code has 6 or 8 digits").field("digits").refused();
    }
    return new OtpParameters(OtpAlgorithm.valueOf(body.algorithm().name()), body.digits());
  }

  private static int period(NewToken body) {
    int period = Objects.requireNonNullElse(body.periodSeconds(), 30);
    if (period < 1 || period > LONGEST_PERIOD) {
      throw Problem.invalid("a time step is 1 to 3600 seconds").field("periodSeconds").refused();
    }
    return period;
  }

  private static long counter(NewToken body) {
    long counter = Objects.requireNonNullElse(body.counter(), 0L);
    if (counter < 0) {
      throw Problem.invalid("a counter is not negative").field("counter").refused();
    }
    return counter;
  }

  static SecretOctets key(NewToken body) {
    var key =
        Base32.decode(body.key().text())
            .orElseThrow(() -> Problem.invalid("the key is not Base32").field("key").refused());
    TokenKeyRule.problem(key)
        .ifPresent(problem -> {
          throw Problem.invalid(problem).field("key").refused();
        });
    return key;
  }

  static TokenChange change(dev.postern.api.TokenChange body) {
    boolean never = Objects.requireNonNullElse(body.neverExpires(), false);
    if (never && body.expiresAt() != null) {
      throw Problem.invalid("give expiresAt or neverExpires").field("neverExpires").refused();
    }
    if (never) {
      return new TokenChange(body.label(), new TokenChange.Expiry.Never());
    }
    return new TokenChange(
        body.label(),
        body.expiresAt() == null
            ? new TokenChange.Expiry.AsItIs()
            : new TokenChange.Expiry.At(body.expiresAt()));
  }

  static TokenView view(HeldToken held) {
    Token token = held.token();
    return new TokenView(
        token.serial().text(),
        TokenView.Kind.valueOf(token.kind().name()),
        TokenView.Algorithm.valueOf(token.parameters().algorithm().name()),
        token.parameters().digits(),
        token.kind() == TokenKind.HOTP ? null : (Integer) token.periodSeconds(),
        TokenView.State.valueOf(token.state().name()),
        token.label(),
        held.heldBy().map(TokenWire::ref).orElse(null),
        token.driftSteps(),
        token.createdAt(),
        token.expiresAt(),
        held.lastUsedAt());
  }

  private static UserRef ref(HeldToken.Holder holder) {
    return new UserRef(holder.realm().text(), holder.name().text());
  }
}
