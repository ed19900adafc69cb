package dev.postern.testing;

import dev.postern.actor.Actor;
import dev.postern.approval.Approval;
import dev.postern.approval.Approval.About;
import dev.postern.approval.Approval.State;
import dev.postern.approval.ApprovalRule;
import dev.postern.approval.Approvals;
import dev.postern.approval.Approver;
import dev.postern.approval.Hold;
import dev.postern.approval.Reissue;
import dev.postern.approval.What;
import dev.postern.audit.AuditEntry;
import dev.postern.user.User;
import dev.postern.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Approvals in memory.
public final class InMemoryApprovals implements Approvals {
  private final InMemoryPeople people;

  InMemoryApprovals(InMemoryPeople people) {
    this.people = people;
  }

  /// What stands against a token for this user; asks a second operator, or spends what one granted.
  @Nullable Hold hold(@Nullable UserId owner, Actor actor) {
    var row = owner == null ? null : people.rows.get(owner);
    if (row == null) {
      return null;
    }
    Instant now = people.clock.instant();
    var change = people.addressChanges.get(row.user().id());
    var theirs =
        people.approvalsById.values().stream()
            .filter(one -> one.about().user().equals(row.user().id()))
            .toList();
    return switch (ApprovalRule.reissue(change, theirs, actor, now)) {
      case Reissue.Free() -> null;
      case Reissue.Waiting(Hold hold) -> hold;
      case Reissue.ToBeAsked(Instant changedAt, Instant until) ->
          new Hold(until, ask(row.user(), changedAt, actor, now));
      case Reissue.Approved(Approval granted) -> {
        put(granted, State.USED);
        audit("approval.used", granted, actor);
        yield null;
      }
    };
  }

  private String ask(User user, Instant changedAt, Actor actor, Instant now) {
    String id = "a" + people.approvalsById.size();
    var about = new About(user.id(), user.realm(), user.name());
    var until = now.plus(ApprovalRule.LIFE);
    var asked =
        new Approval(id, What.REISSUE, about, changedAt, actor, now, until, State.ASKED, null);
    people.approvalsById.put(id, asked);
    audit("approval.asked", asked, actor);
    return id;
  }

  private void put(Approval old, State state) {
    people.approvalsById.put(
        old.id(),
        new Approval(
            old.id(),
            old.what(),
            old.about(),
            old.changedAt(),
            old.askedBy(),
            old.askedAt(),
            old.until(),
            state,
            old.decision()));
  }

  private void audit(String event, Approval approval, Actor by) {
    var entry = AuditEntry.of(people.clock.instant(), event, by, Map.of("approval", approval.id()));
    people.audit(entry.about(approval.about().user(), approval.about().text()));
  }

  @Override
  public List<Approval> open(String after, int limit) {
    synchronized (people) {
      return people.approvalsById.tailMap(after, false).values().stream()
          .filter(one -> one.state() == State.ASKED || one.state() == State.GRANTED)
          .filter(one -> people.clock.instant().isBefore(one.until()))
          .limit(limit)
          .toList();
    }
  }

  @Override
  public Optional<Approval> find(String id) {
    synchronized (people) {
      return Optional.ofNullable(people.approvalsById.get(id));
    }
  }

  @Override
  public DecideOutcome decide(String id, boolean grant, Actor by) {
    synchronized (people) {
      var asked = people.approvalsById.get(id);
      if (asked == null) {
        return new DecideOutcome.NoSuchApproval();
      }
      var change = people.addressChanges.get(asked.about().user());
      var never = Instant.MAX.minus(ApprovalRule.SUSPECT);
      var approver = new Approver(by, people.credentials.getOrDefault(by, never));
      Instant now = people.clock.instant();
      return switch (ApprovalRule.decide(asked, change, approver, grant, now)) {
        case ApprovalRule.Decided.Not(String why) -> new DecideOutcome.Refused(why);
        case ApprovalRule.Decided.So(Approval decided) -> {
          people.approvalsById.put(id, decided);
          audit(grant ? "approval.granted" : "approval.denied", decided, by);
          yield new DecideOutcome.Decided(decided);
        }
      };
    }
  }
}
