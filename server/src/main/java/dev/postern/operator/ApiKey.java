package dev.postern.operator;

import dev.postern.actor.Actor;
import dev.postern.user.RealmName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A key as it is listed: all but the key itself. An operator's key bears the operator's name, role
/// and realms as they are at the moment; a machine's key (`operator` is absent) has its own.
public record ApiKey(
    String id,
    String name,
    Role role,
    Set<RealmName> realms,
    @Nullable String operator,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable LocalDate lastUsedOn) {
  public ApiKey {
    realms = Set.copyOf(realms);
  }

  /// Who acts with it, as the audit says it.
  public Actor actor() {
    return operator == null ? new Actor.MachineKey(name) : new Actor.Operator(operator);
  }

  public Optional<Instant> expiry() {
    return Optional.ofNullable(expiresAt);
  }

  public boolean expired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
