package dev.postern.approval;

import dev.postern.actor.Actor;
import java.time.Instant;

/// When a user's e-mail or phone was changed last, and by whom.
public record AddressChange(Instant at, Actor by) {}
