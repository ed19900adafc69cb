package dev.postern.testing;

import dev.postern.accounting.AccountingRecord;
import dev.postern.accounting.AccountingRecord.Kind;
import dev.postern.accounting.AccountingRecord.OfGateway;
import dev.postern.accounting.AccountingRecord.OfSession;
import dev.postern.accounting.Session;
import dev.postern.accounting.Session.Ending;
import dev.postern.accounting.Session.Span;
import dev.postern.accounting.Session.Subject;
import dev.postern.accounting.Session.Traffic;
import dev.postern.accounting.SessionFilter;
import dev.postern.accounting.SessionId;
import dev.postern.accounting.SessionPosition;
import dev.postern.accounting.Sessions;
import dev.postern.audit.AuditEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sessions in memory: keeps every record and adds them up when it is asked, whatever their order
/// was.
public final class InMemorySessions implements Sessions {
  private static final Comparator<OfSession> BY_TIME = Comparator.comparing(OfSession::at);
  private static final Duration ANOTHER = Duration.ofMinutes(2);

  private final Map<SessionId, List<OfSession>> records = new HashMap<>();
  private final List<OfGateway> restarts = new ArrayList<>();
  private final List<AuditEntry> audited = new ArrayList<>();

  @Override
  public synchronized void keep(AccountingRecord record, Duration patience) {
    switch (record) {
      case OfSession session -> keep(session);
      case OfGateway restart -> restarts.add(restart);
    }
  }

  private void keep(OfSession record) {
    var before = records.getOrDefault(record.id(), List.of());
    if (record.kind() == Kind.START && !before.isEmpty()) {
      var end = sum(record.id(), before).span().endedAt();
      if (end != null && end.plus(ANOTHER).isBefore(record.at())) {
        records.put(new SessionId(records.size()), before);
        records.remove(record.id());
      }
    }
    records.computeIfAbsent(record.id(), _ -> new ArrayList<>()).add(record);
  }

  private Session sum(SessionId id, List<OfSession> of) {
    var newest = of.stream().max(BY_TIME).orElseThrow();
    return new Session(id, newest.origin(), subject(of), span(of, newest), traffic(of));
  }

  private static Subject subject(List<OfSession> of) {
    var first = of.getFirst().subject();
    var tied = of.stream().map(OfSession::subject).filter(s -> s.login() != null).findFirst();
    var addressed =
        of.stream().filter(one -> one.subject().hasAddress()).max(BY_TIME).map(OfSession::subject);
    return new Subject(
        first.userName(),
        tied.orElse(first).user(),
        tied.map(Subject::login).orElse(null),
        of.stream().map(one -> one.subject().station()).max(Comparator.naturalOrder()).orElse(""),
        addressed.map(Subject::ipv4).orElse(""),
        addressed.map(Subject::ipv6).orElse(""));
  }

  private Span span(List<OfSession> of, OfSession newest) {
    var began = of.stream().map(OfSession::began).min(Comparator.naturalOrder()).orElseThrow();
    var stop = of.stream().filter(one -> one.kind() == Kind.STOP).min(BY_TIME);
    int cause = of.stream().mapToInt(OfSession::cause).max().orElse(0);
    if (stop.isPresent()) {
      return new Span(began, newest.at(), stop.get().at(), Ending.STOP, cause);
    }
    @Nullable Instant restart = restart(newest).orElse(null);
    return new Span(began, newest.at(), restart, restart == null ? null : Ending.GATEWAY, cause);
  }

  private Optional<Instant> restart(OfSession newest) {
    return restarts.stream()
        .filter(one -> one.gateway().equals(newest.origin().gateway()))
        .filter(one -> one.nas().equals(newest.origin().nas()))
        .map(OfGateway::at)
        .filter(newest.at()::isBefore)
        .min(Comparator.naturalOrder());
  }

  private static Traffic traffic(List<OfSession> of) {
    return new Traffic(
        of.stream().mapToLong(one -> one.traffic().seconds()).max().orElse(0),
        of.stream().mapToLong(one -> one.traffic().input()).max().orElse(0),
        of.stream().mapToLong(one -> one.traffic().output()).max().orElse(0));
  }

  @Override
  public synchronized List<Session> page(SessionFilter filter, SessionPosition after, int limit) {
    return all().stream()
        .filter(one -> !filter.openOnly() || one.open())
        .filter(one -> filter.gateway() == null || filter.gateway().equals(one.origin().gateway()))
        .filter(one -> filter.user() == null || Objects.equals(filter.user(), one.subject().user()))
        .filter(one -> NEWEST_FIRST.compare(SessionPosition.of(one), after) > 0)
        .sorted(Comparator.comparing(SessionPosition::of, NEWEST_FIRST))
        .limit(limit)
        .toList();
  }

  private static final Comparator<SessionPosition> NEWEST_FIRST =
      Comparator.comparing(SessionPosition::startedAt)
          .thenComparingLong(position -> position.id().value())
          .reversed();

  private List<Session> all() {
    return records.entrySet().stream().map(one -> sum(one.getKey(), one.getValue())).toList();
  }

  /// What was audited.
  public synchronized List<AuditEntry> audited() {
    return List.copyOf(audited);
  }

  @Override
  public synchronized void audit(AuditEntry entry) {
    audited.add(entry);
  }

  @Override
  public synchronized Optional<Session> find(SessionId id) {
    return Optional.ofNullable(records.get(id)).map(of -> sum(id, of));
  }
}
