package dev.postern.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.token.TokenEvent.Activate;
import dev.postern.token.TokenEvent.Assign;
import dev.postern.token.TokenEvent.Expire;
import dev.postern.token.TokenEvent.Reassign;
import dev.postern.token.TokenEvent.Resume;
import dev.postern.token.TokenEvent.Revoke;
import dev.postern.token.TokenEvent.Suspend;
import dev.postern.token.TokenEvent.Unassign;
import dev.postern.token.TokenTransition.Moved;
import dev.postern.token.TokenTransition.Refused;
import dev.postern.token.TokenTransition.Unchanged;
import dev.postern.user.UserId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenTransitionsTest {
  private static final UserId ANNA = new UserId(new UUID(0, 1));
  private static final UserId BERT = new UserId(new UUID(0, 2));

  @Test
  void aPendingTokenThatSomebodyHasBecomesActive() {
    assertThat(after(TokenState.PENDING, ANNA, new Activate(7)))
        .isEqualTo(
            new Moved(
                TokensContract.token("T1", ANNA, TokenState.ACTIVE).spent(7), "token.activated"));
  }

  @Test
  void aTokenInStockIsNotActivated() {
    assertThat(after(TokenState.PENDING, null, new Activate(7))).isInstanceOf(Refused.class);
  }

  @Test
  void suspendedAndResumedItIsWhatItWas() {
    assertThat(after(TokenState.ACTIVE, ANNA, new Suspend()))
        .isEqualTo(moved(TokenState.SUSPENDED, ANNA, "token.suspended"));
    assertThat(after(TokenState.SUSPENDED, ANNA, new Resume()))
        .isEqualTo(moved(TokenState.ACTIVE, ANNA, "token.resumed"));
    assertThat(after(TokenState.SUSPENDED, null, new Resume()))
        .isEqualTo(moved(TokenState.PENDING, null, "token.resumed"));
  }

  @ParameterizedTest
  @EnumSource
  void whateverItWasItIsRevokedForGood(TokenState state) {
    assertThat(after(state, ANNA, new Revoke()))
        .isEqualTo(
            state == TokenState.REVOKED
                ? new Unchanged()
                : moved(TokenState.REVOKED, ANNA, "token.revoked"));
    for (var event :
        List.of(
            new Activate(7), new Suspend(), new Resume(), new Assign(BERT), new Reassign(BERT))) {
      assertThat(after(TokenState.REVOKED, ANNA, event)).isInstanceOf(Refused.class);
    }
  }

  @Test
  void expiryEndsWhatIsNotRevoked() {
    assertThat(after(TokenState.ACTIVE, ANNA, new Expire()))
        .isEqualTo(moved(TokenState.EXPIRED, ANNA, "token.expired"));
    assertThat(after(TokenState.REVOKED, ANNA, new Expire())).isEqualTo(new Unchanged());
  }

  @Test
  void assigningFromStockMakesItActive() {
    assertThat(after(TokenState.PENDING, null, new Assign(ANNA)))
        .isEqualTo(moved(TokenState.ACTIVE, ANNA, "token.assigned"));
  }

  @Test
  void whatSomebodyHasIsTakenFromThemByReassigningOnly() {
    assertThat(after(TokenState.ACTIVE, ANNA, new Assign(BERT))).isInstanceOf(Refused.class);
    assertThat(after(TokenState.ACTIVE, ANNA, new Assign(ANNA))).isEqualTo(new Unchanged());
    assertThat(after(TokenState.ACTIVE, ANNA, new Reassign(BERT)))
        .isEqualTo(moved(TokenState.ACTIVE, BERT, "token.reassigned"));
  }

  @Test
  void backInStockItLetsNobodyIn() {
    assertThat(after(TokenState.ACTIVE, ANNA, new Unassign()))
        .isEqualTo(moved(TokenState.PENDING, null, "token.unassigned"));
    assertThat(after(TokenState.SUSPENDED, ANNA, new Unassign()))
        .isEqualTo(moved(TokenState.SUSPENDED, null, "token.unassigned"));
    assertThat(after(TokenState.PENDING, null, new Unassign())).isEqualTo(new Unchanged());
  }

  private static Moved moved(TokenState state, @Nullable UserId owner, String audited) {
    return new Moved(TokensContract.token("T1", owner, state), audited);
  }

  private static TokenTransition after(TokenState state, @Nullable UserId owner, TokenEvent event) {
    return TokenTransitions.apply(TokensContract.token("T1", owner, state), event);
  }
}
