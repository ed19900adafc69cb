package dev.postern.token;

import static dev.postern.user.UsersContract.NOW;
import static dev.postern.user.UsersContract.OPERATOR;
import static dev.postern.user.UsersContract.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditEntry;
import dev.postern.crypto.Sealed;
import dev.postern.octets.Octets;
import dev.postern.otp.OtpParameters;
import dev.postern.testing.People;
import dev.postern.token.TokenFilter.Hands;
import dev.postern.user.RealmName;
import dev.postern.user.StoredPassword;
import dev.postern.user.User;
import dev.postern.user.UserId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What any [Tokens] must do.
public interface TokensContract {
  Sealed SEALED = new Sealed("k1", Octets.hex("00112233"));
  User JDOE = user("jdoe");
  TokenSerial T1 = new TokenSerial("T1");

  People people();

  static Token token(String serial, @Nullable UserId owner, TokenState state) {
    var issued =
        new Token.Issued(new TokenSerial(serial), TokenKind.TOTP, OtpParameters.USUAL, 30, NOW);
    return Token.of(issued, owner, state).labelled("blue");
  }

  /// `jdoe` is there, and T1 in stock.
  private People furnished() {
    var people = people();
    people.users().add(JDOE, StoredPassword.NONE, OPERATOR);
    people.tokens().add(token("T1", null, TokenState.PENDING), SEALED, OPERATOR);
    return people;
  }

  @Test
  default void aTokenInStockIsFoundAndItsSerialTaken() {
    try (var people = furnished()) {
      var stock = token("T1", null, TokenState.PENDING);
      assertThat(people.tokens().find(T1)).contains(new HeldToken(stock, null, null));
      assertThat(people.tokens().sealedKey(T1)).contains(SEALED);
      assertThat(people.tokens().add(stock, SEALED, OPERATOR))
          .isEqualTo(new Tokens.AddOutcome.SerialTaken());
      assertThat(people.audited().getLast().concerned()).isEmpty();
      assertThat(people.audited().getLast().detail()).containsEntry("token", "T1");
    }
  }

  /// S7
  @Test
  default void whoIsGivenATokenHasHadOneForEver() {
    try (var people = furnished()) {
      people.tokens().add(token("T2", JDOE.id(), TokenState.ACTIVE), SEALED, OPERATOR);
      people.tokens().remove(new TokenSerial("T2"), OPERATOR);
      assertThat(people.users().find(JDOE.id()).orElseThrow().user().everHadToken()).isTrue();
      var nobodys = token("T3", user("nobody").id(), TokenState.ACTIVE);
      assertThat(people.tokens().add(nobodys, SEALED, OPERATOR))
          .isEqualTo(new Tokens.AddOutcome.NoSuchUser());
    }
  }

  @Test
  default void aTokenGoesFromStockToItsUserAndBack() {
    try (var people = furnished()) {
      var tokens = people.tokens();
      var holder = new HeldToken.Holder(RealmName.LOCAL, JDOE.name());
      var held = new HeldToken(token("T1", JDOE.id(), TokenState.ACTIVE), holder, null);
      assertThat(tokens.apply(T1, new TokenEvent.Assign(JDOE.id()), OPERATOR))
          .isEqualTo(new Tokens.EventOutcome.Moved(held));
      assertThat(tokens.apply(T1, new TokenEvent.Assign(JDOE.id()), OPERATOR))
          .isEqualTo(new Tokens.EventOutcome.Unchanged(held));
      assertThat(people.users().find(JDOE.id()).orElseThrow().user().everHadToken()).isTrue();
      tokens.apply(T1, new TokenEvent.Unassign(), OPERATOR);
      assertThat(tokens.find(T1).orElseThrow().token())
          .isEqualTo(token("T1", null, TokenState.PENDING));
      assertThat(people.audited())
          .extracting(AuditEntry::event)
          .endsWith("token.assigned", "token.unassigned");
    }
  }

  @Test
  default void whatCannotBeIsRefusedAndNotAudited() {
    try (var people = furnished()) {
      var tokens = people.tokens();
      int before = people.audited().size();
      assertThat(tokens.apply(T1, new TokenEvent.Activate(7), OPERATOR))
          .isInstanceOf(Tokens.EventOutcome.Refused.class);
      assertThat(tokens.apply(new TokenSerial("X"), new TokenEvent.Revoke(), OPERATOR))
          .isEqualTo(new Tokens.EventOutcome.NoSuchToken());
      assertThat(tokens.apply(T1, new TokenEvent.Assign(user("nobody").id()), OPERATOR))
          .isEqualTo(new Tokens.EventOutcome.NoSuchUser());
      assertThat(people.audited()).hasSize(before);
    }
  }

  @Test
  default void anExpiredTokenIsActiveAgainWithALaterExpiry() {
    try (var people = furnished()) {
      var tokens = people.tokens();
      tokens.apply(T1, new TokenEvent.Assign(JDOE.id()), OPERATOR);
      tokens.apply(T1, new TokenEvent.Expire(), OPERATOR);
      var later = NOW.plus(Duration.ofDays(30));
      var change = new TokenChange("red", new TokenChange.Expiry.At(later));
      var changed = tokens.change(T1, change, OPERATOR).orElseThrow().token();
      assertThat(changed.state()).isEqualTo(TokenState.ACTIVE);
      assertThat(changed.expiry()).contains(later);
      assertThat(changed.label()).isEqualTo("red");
      assertThat(tokens.find(T1).orElseThrow().token()).isEqualTo(changed);
      assertThat(people.audited().getLast().event()).isEqualTo("token.changed");
    }
  }

  @Test
  default void tokensAreListedByWhoseTheyAreAndInWhichState() {
    try (var people = furnished()) {
      var tokens = people.tokens();
      tokens.add(token("A2", JDOE.id(), TokenState.ACTIVE), SEALED, OPERATOR);
      tokens.add(token("A3", JDOE.id(), TokenState.SUSPENDED), SEALED, OPERATOR);
      assertThat(serials(tokens, TokenFilter.ALL)).containsExactly("A2", "A3", "T1");
      assertThat(serials(tokens, new TokenFilter(new Hands.Of(JDOE.id()), null, "")))
          .containsExactly("A2", "A3");
      assertThat(serials(tokens, new TokenFilter(new Hands.Within(RealmName.LOCAL), null, "")))
          .containsExactly("A2", "A3");
      assertThat(serials(tokens, new TokenFilter(new Hands.Stock(), null, "")))
          .containsExactly("T1");
      assertThat(serials(tokens, new TokenFilter(new Hands.Any(), TokenState.SUSPENDED, "")))
          .containsExactly("A3");
      assertThat(serials(tokens, new TokenFilter(new Hands.Any(), null, "T")))
          .containsExactly("T1");
      assertThat(tokens.page(TokenFilter.ALL, "A2", 1))
          .extracting(held -> held.token().serial().text())
          .containsExactly("A3");
    }
  }

  private static List<String> serials(Tokens tokens, TokenFilter filter) {
    return tokens.page(filter, "", 10).stream().map(held -> held.token().serial().text()).toList();
  }
}
