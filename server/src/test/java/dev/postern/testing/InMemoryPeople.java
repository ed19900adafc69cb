package dev.postern.testing;

import dev.postern.actor.Actor;
import dev.postern.approval.AddressChange;
import dev.postern.approval.Approval;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.Sealed;
import dev.postern.token.HeldToken;
import dev.postern.token.Token;
import dev.postern.token.TokenSerial;
import dev.postern.user.Group;
import dev.postern.user.RealmName;
import dev.postern.user.SourceDelay;
import dev.postern.user.StoredPassword;
import dev.postern.user.User;
import dev.postern.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The memory that [InMemoryUsers], [InMemoryGroups] and [InMemoryTokens] share; one lock for all.
public final class InMemoryPeople implements People {
  /// A user as the table has one.
  record Row(User user, StoredPassword password, Instant createdAt) {}

  /// A token as the table has one.
  record TokenRow(Token token, Sealed key) {}

  final InstantSource clock;
  final Set<RealmName> realms = Set.of(RealmName.LOCAL);
  private final InMemoryRealms realmsThere = new InMemoryRealms(this);
  final Map<UserId, Row> rows = new HashMap<>();
  final Map<UserId, Integer> failures = new HashMap<>();
  final Map<UserId, List<SourceDelay>> delays = new HashMap<>();
  final NavigableMap<String, Group> groupsByName = new TreeMap<>();
  final NavigableMap<TokenSerial, TokenRow> tokensBySerial = new TreeMap<>();
  final Map<UserId, AddressChange> addressChanges = new HashMap<>();
  final Map<UserId, Instant> removals = new HashMap<>();
  final NavigableMap<String, Approval> approvalsById = new TreeMap<>();
  final Map<Actor, Instant> credentials = new HashMap<>();
  private final List<AuditEntry> audited = new ArrayList<>();

  public InMemoryPeople(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public InMemoryUsers users() {
    return new InMemoryUsers(this);
  }

  @Override
  public InMemoryGroups groups() {
    return new InMemoryGroups(this);
  }

  @Override
  public InMemoryRealms realms() {
    return realmsThere;
  }

  @Override
  public InMemoryTokens tokens() {
    return new InMemoryTokens(this);
  }

  @Override
  public InMemoryApprovals approvals() {
    return new InMemoryApprovals(this);
  }

  @Override
  public synchronized void operator(String name, Instant credentialsAt) {
    credentials.put(new Actor.Operator(name), credentialsAt);
  }

  /// Has the user's logins from these sources wait.
  public synchronized void delay(UserId user, SourceDelay... until) {
    delays.put(user, List.of(until));
  }

  @Override
  public synchronized List<AuditEntry> audited() {
    return List.copyOf(audited);
  }

  @Override
  public void close() {}

  void audit(String event, Actor actor, Map<String, String> detail) {
    audited.add(AuditEntry.of(clock.instant(), event, actor, detail));
  }

  void audit(String event, User user, Actor actor, Map<String, String> detail) {
    var entry = AuditEntry.of(clock.instant(), event, actor, detail);
    audited.add(entry.about(user.id(), user.realm() + "/" + user.name()));
  }

  void audit(AuditEntry entry) {
    audited.add(entry);
  }

  void put(User user) {
    rows.computeIfPresent(user.id(), (_, row) -> new Row(user, row.password(), row.createdAt()));
  }

  /// Forgets what is kept of the user's password, if it is of another kind than is to be kept.
  void forget(User user) {
    rows.computeIfPresent(
        user.id(),
        (_, row) ->
            new Row(
                user,
                row.password().with(row.password().secretOf(user.recoverable())),
                row.createdAt()));
  }

  List<String> missingGroups(List<String> names) {
    return names.stream().filter(name -> !groupsByName.containsKey(name)).sorted().toList();
  }

  HeldToken held(TokenRow row) {
    return new HeldToken(row.token(), holder(row.token().owner()), null);
  }

  private HeldToken.@Nullable Holder holder(@Nullable UserId owner) {
    Row row = owner == null ? null : rows.get(owner);
    return row == null ? null : new HeldToken.Holder(row.user().realm(), row.user().name());
  }
}
