package dev.postern.token;

import static dev.postern.token.TokenState.ACTIVE;
import static dev.postern.token.TokenState.EXPIRED;
import static dev.postern.token.TokenState.PENDING;
import static dev.postern.token.TokenState.REVOKED;
import static dev.postern.token.TokenState.SUSPENDED;

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

/// A token's life, in one function: what may follow on what.
///
/// In stock a token is pending (or suspended), so that it lets nobody in; assigning it by hand
/// makes it active, for who assigns it gives it away. A revoked token stays revoked, and an expired
/// one comes back only by a new expiry, which is no event but a change of the token.
public final class TokenTransitions {
  private TokenTransitions() {}

  public static TokenTransition apply(Token token, TokenEvent event) {
    return switch (event) {
      case Activate(long shownStep) -> activate(token, shownStep);
      case Suspend() -> suspend(token);
      case Resume() -> resume(token);
      case Revoke() -> token.state() == REVOKED ? new Unchanged() : moved(token, REVOKED);
      case Expire() -> expire(token);
      case Assign(UserId user) -> assign(token, user);
      case Reassign(UserId user) -> reassign(token, user);
      case Unassign() -> unassign(token);
    };
  }

  private static TokenTransition activate(Token token, long shownStep) {
    if (token.owner() == null) {
      return new Refused("it lies in stock: assign it to a user");
    }
    return switch (token.state()) {
      case PENDING -> new Moved(token.spent(shownStep).in(ACTIVE), "token.activated");
      case ACTIVE -> new Unchanged();
      case SUSPENDED -> new Refused("it is suspended: resume it");
      case EXPIRED -> new Refused("it is expired: give it a later expiry");
      case REVOKED -> new Refused("it is revoked: add another token");
    };
  }

  private static TokenTransition suspend(Token token) {
    return switch (token.state()) {
      case PENDING, ACTIVE -> moved(token, SUSPENDED);
      case SUSPENDED -> new Unchanged();
      case EXPIRED -> new Refused("it is expired, which lets nobody in either");
      case REVOKED -> new Refused("it is revoked, which lets nobody in either");
    };
  }

  private static TokenTransition resume(Token token) {
    return switch (token.state()) {
      case SUSPENDED ->
          new Moved(token.in(token.owner() == null ? PENDING : ACTIVE), "token.resumed");
      case ACTIVE -> new Unchanged();
      case PENDING -> new Refused("it is not suspended but pending");
      case EXPIRED -> new Refused("it is expired: give it a later expiry");
      case REVOKED -> new Refused("it is revoked: add another token");
    };
  }

  private static TokenTransition expire(Token token) {
    return switch (token.state()) {
      case PENDING, ACTIVE, SUSPENDED -> moved(token, EXPIRED);
      case EXPIRED, REVOKED -> new Unchanged();
    };
  }

  private static TokenTransition assign(Token token, UserId user) {
    if (user.equals(token.owner())) {
      return new Unchanged();
    }
    if (token.owner() != null) {
      return new Refused("somebody has it: unassign it first, or reassign it");
    }
    return given(token, user, "token.assigned");
  }

  private static TokenTransition reassign(Token token, UserId user) {
    if (user.equals(token.owner())) {
      return new Unchanged();
    }
    return given(token, user, token.owner() == null ? "token.assigned" : "token.reassigned");
  }

  private static TokenTransition given(Token token, UserId user, String audited) {
    return switch (token.state()) {
      case PENDING, ACTIVE -> new Moved(token.heldBy(user).in(ACTIVE), audited);
      case SUSPENDED -> new Refused("it is suspended: resume it first");
      case EXPIRED -> new Refused("it is expired: give it a later expiry first");
      case REVOKED -> new Refused("it is revoked: take another token");
    };
  }

  private static TokenTransition unassign(Token token) {
    if (token.owner() == null) {
      return new Unchanged();
    }
    return new Moved(token.heldBy(null).in(inStock(token.state())), "token.unassigned");
  }

  /// The state of a token that comes back into stock.
  public static TokenState inStock(TokenState held) {
    return held == ACTIVE ? PENDING : held;
  }

  private static Moved moved(Token token, TokenState state) {
    return new Moved(token.in(state), audited(state));
  }

  private static String audited(TokenState state) {
    return switch (state) {
      case PENDING -> "token.unassigned";
      case ACTIVE -> "token.activated";
      case SUSPENDED -> "token.suspended";
      case EXPIRED -> "token.expired";
      case REVOKED -> "token.revoked";
    };
  }
}
