package dev.postern.approval;

import dev.postern.actor.Actor;
import java.util.List;
import java.util.Optional;

/// What second operators are asked for. It is asked for where it turns out to be needed, such as in
/// [dev.postern.token.Tokens#add]; here it is decided. Everything is audited.
public interface Approvals {
  /// How a decision ended.
  sealed interface DecideOutcome {
    record Decided(Approval approval) implements DecideOutcome {}

    /// As [ApprovalRule] has it, with the reason in words.
    record Refused(String why) implements DecideOutcome {}

    record NoSuchApproval() implements DecideOutcome {}
  }

  /// At most `limit` that are asked for or granted, and not over, by id, behind the id `after`.
  List<Approval> open(String after, int limit);

  Optional<Approval> find(String id);

  DecideOutcome decide(String id, boolean grant, Actor by);
}
