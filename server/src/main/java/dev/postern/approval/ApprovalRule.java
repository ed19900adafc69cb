package dev.postern.approval;

import dev.postern.actor.Actor;
import dev.postern.approval.Approval.Decision;
import dev.postern.approval.Approval.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a second operator is needed, and who is one (S24): a person, not the one who asks and not
/// the one who changed the address. A stolen admin's key must not be able to make its own second
/// operator, so neither does an account count whose password or token is younger than the address
/// is suspect.
public final class ApprovalRule {
  /// How long a changed address is suspect, and how old an approver's password and token must be.
  public static final Duration SUSPECT = Duration.ofDays(3);

  /// How long an approval may be decided and used.
  public static final Duration LIFE = Duration.ofDays(1);

  private ApprovalRule() {}

  /// Whether `requester`, who asked `theirs` for this user before, may give a new token.
  public static Reissue reissue(
      @Nullable AddressChange change, List<Approval> theirs, Actor requester, Instant now) {
    if (change == null || !now.isBefore(change.at().plus(SUSPECT))) {
      return new Reissue.Free();
    }
    Instant until = change.at().plus(SUSPECT);
    if (!(requester instanceof Actor.Operator)) {
      return new Reissue.Waiting(new Hold(until, null));
    }
    for (var approval : theirs) {
      if (current(approval, change, now) && approval.askedBy().equals(requester)) {
        return approval.state() == State.GRANTED
            ? new Reissue.Approved(approval)
            : new Reissue.Waiting(new Hold(until, approval.id()));
      }
    }
    return new Reissue.ToBeAsked(change.at(), until);
  }

  /// Whether it speaks of the address as it is now, and its time is not over.
  private static boolean current(Approval approval, AddressChange change, Instant now) {
    boolean open = approval.state() == State.ASKED || approval.state() == State.GRANTED;
    return open && now.isBefore(approval.until()) && approval.changedAt().equals(change.at());
  }

  /// Decides, or says in words why not. To deny takes no more than to be a person.
  public static Decided decide(
      Approval asked,
      @Nullable AddressChange change,
      Approver approver,
      boolean grant,
      Instant now) {
    var refusal = refusal(asked, change, approver, grant, now);
    return refusal.isPresent()
        ? new Decided.Not(refusal.get())
        : new Decided.So(asked.decided(grant, new Decision(approver.actor(), now)));
  }

  /// How deciding ended.
  public sealed interface Decided {
    record So(Approval approval) implements Decided {}

    record Not(String why) implements Decided {}
  }

  private static Optional<String> refusal(
      Approval asked,
      @Nullable AddressChange change,
      Approver approver,
      boolean grant,
      Instant now) {
    if (!(approver.actor() instanceof Actor.Operator)) {
      return Optional.of("a key is nobody: log in as an operator");
    }
    if (asked.state() != State.ASKED) {
      return Optional.of("it was decided already");
    }
    if (!now.isBefore(asked.until())) {
      return Optional.of("its time is over, it has to be asked for anew");
    }
    return grant ? grantRefusal(asked, change, approver, now) : Optional.empty();
  }

  private static Optional<String> grantRefusal(
      Approval asked, @Nullable AddressChange change, Approver approver, Instant now) {
    if (approver.actor().equals(asked.askedBy())) {
      return Optional.of("you asked for it yourself: it takes a second operator");
    }
    if (change != null && approver.actor().equals(change.by())) {
      return Optional.of("you changed the address yourself: it takes another operator");
    }
    if (change != null && !asked.changedAt().equals(change.at())) {
      return Optional.of("the address was changed since, it has to be asked for anew");
    }
    if (now.isBefore(approver.credentialsAt().plus(SUSPECT))) {
      return Optional.of("your account, password or token is younger than 72 h");
    }
    return Optional.empty();
  }
}
