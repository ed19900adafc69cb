package dev.postern.approval;

import dev.postern.actor.Actor;
import java.time.Instant;

/// Who wants to decide, and since when their account, password and token are what they are; of a
/// machine's key that does not matter.
public record Approver(Actor actor, Instant credentialsAt) {}
