package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.Examination.Result.Found;
import dev.postern.access.Finding.Asking;
import dev.postern.access.Finding.Failed;
import dev.postern.access.Finding.Matched;
import dev.postern.access.Finding.OutOfStep;
import dev.postern.crypto.PasswordHash;
import dev.postern.gateway.CodePlacement;
import dev.postern.gateway.GatewayPolicy;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.Otp;
import dev.postern.otp.OtpParameters;
import dev.postern.password.PasswordCheck;
import dev.postern.password.Passwords;
import dev.postern.token.CodeCheck;
import dev.postern.token.KeyedToken;
import dev.postern.token.OtpWindow;
import dev.postern.token.Token;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.user.RealmName;
import dev.postern.user.Recoverable;
import dev.postern.user.User;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S4: at most one password check a login")
class ExaminationTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_015);
  private static final SecretOctets KEY = SecretOctets.utf8("12345678901234567890");
  private static final UserName NAME = new UserName("jdoe");

  private final CountingPasswords passwords = new CountingPasswords("correct-horse");
  private final Examination examination =
      new Examination(
          passwords,
          new CodeCheck(OtpWindow.DEFAULT),
          () -> true,
          new StageClock(LoginMeter.NONE, () -> 0));

  /// Knows one password, and remembers what it was asked.
  private static final class CountingPasswords implements Passwords {
    private final SecretOctets right;
    private final List<SecretOctets> asked = new ArrayList<>();

    CountingPasswords(String right) {
      this.right = SecretOctets.utf8(right);
    }

    @Override
    public PasswordCheck verify(SecretOctets password, @Nullable PasswordHash stored) {
      asked.add(password);
      return password.equals(right)
          ? new PasswordCheck.Verified()
          : new PasswordCheck.WrongPassword();
    }

    @Override
    public Duration expectedWait() {
      return Duration.ZERO;
    }
  }

  @Test
  void aValidCodeAtTheEndSaysWhereThePasswordEnds() {
    assertThat(finding("correct-horse" + code())).isInstanceOf(Matched.class);
    assertThat(passwords.asked).containsExactly(SecretOctets.utf8("correct-horse"));
  }

  @Test
  void aPasswordThatEndsInDigitsIsAPassword() {
    assertThat(finding("wrong-123456")).isEqualTo(new Failed(RejectReason.WRONG_PASSWORD));
    assertThat(passwords.asked).containsExactly(SecretOctets.utf8("wrong-123456"));
  }

  @Test
  void aWrongCodeAtTheEndIsNotTakenOffForASecondCheck() {
    String wrong = code().startsWith("0") ? "1" + code().substring(1) : "0" + code().substring(1);
    assertThat(finding("correct-horse" + wrong)).isEqualTo(new Failed(RejectReason.WRONG_PASSWORD));
    assertThat(passwords.asked).hasSize(1);
  }

  @Test
  void aCodeOutOfStepAtTheEndSaysWhereThePasswordEndsToo() {
    long step = NOW.getEpochSecond() / 30 + 11;
    assertThat(finding("correct-horse" + code(step)))
        .isEqualTo(new OutOfStep(new TokenSerial("T1"), step));
    assertThat(finding("wrong-horse" + code(step)))
        .isEqualTo(new Failed(RejectReason.WRONG_PASSWORD));
    assertThat(passwords.asked)
        .containsExactly(SecretOctets.utf8("correct-horse"), SecretOctets.utf8("wrong-horse"));
  }

  @Test
  void thePasswordAloneIsAskedForACode() {
    assertThat(finding("correct-horse")).isEqualTo(new Asking());
    assertThat(passwords.asked).hasSize(1);
  }

  private Finding finding(String typed) {
    var policy = GatewayPolicy.DEFAULT;
    assertThat(policy.code()).isEqualTo(CodePlacement.EITHER);
    var result = examination.first(subject(), SecretOctets.utf8(typed), policy, NOW);
    assertThat(result).isInstanceOf(Found.class);
    return ((Found) result).finding();
  }

  private static String code() {
    return code(NOW.getEpochSecond() / 30);
  }

  private static String code(long step) {
    return Otp.code(KEY, OtpParameters.USUAL, step).reveal();
  }

  private static LoginSubject subject() {
    var id = UserId.of(RealmName.LOCAL, NAME);
    var user =
        new User(id, RealmName.LOCAL, NAME, "", "", "", List.of(), true, true, Recoverable.NOTHING);
    var issued =
        new Token.Issued(
            new TokenSerial("T1"), TokenKind.TOTP, OtpParameters.USUAL, 30, Instant.EPOCH);
    var token = Token.of(issued, id, TokenState.ACTIVE);
    return new LoginSubject(user, null, null, List.of(new KeyedToken(token, KEY)));
  }
}
