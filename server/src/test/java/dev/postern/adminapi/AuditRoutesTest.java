package dev.postern.adminapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.http.Answer;
import dev.postern.http.Page;
import dev.postern.http.Refused;
import dev.postern.http.Request;
import dev.postern.node.Node;
import dev.postern.operator.Role;
import dev.postern.testing.InMemoryAuditLog;
import dev.postern.user.RealmName;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditRoutesTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final Caller AUDITOR = caller(Set.of());

  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private final AuditRoutes routes =
      new AuditRoutes(
          log,
          () ->
              List.of(new Node(InMemoryAuditLog.NODE, "vpn-a", "1.0", AT, AT, true, Set.of("k1"))));

  @BeforeEach
  void threeLogins() {
    login(1, "jdoe");
    login(2, "mary");
    login(3, "jdoe");
  }

  @Test
  void rowsComeWithWhereToGoOn() {
    var first = list(new FakeRequest().asking("limit", "2"), AUDITOR);
    assertThat(first.items())
        .extracting(row -> row.user())
        .containsExactly("local/jdoe", "local/mary");
    assertThat(first.items().getFirst().node()).isEqualTo("vpn-a");
    var next = list(new FakeRequest().asking("after", next(first)), AUDITOR);
    assertThat(next.items()).hasSize(1);
    var end = list(new FakeRequest().asking("after", next(next)), AUDITOR);
    assertThat(end.items()).isEmpty();
    assertThat(end.next()).isEqualTo(next.next());
  }

  @Test
  void theLastRowsOfAUser() {
    var page = list(new FakeRequest().asking("last", "1").asking("user", "jdoe"), AUDITOR);
    assertThat(page.items()).extracting(row -> row.at()).containsExactly(AT.plusSeconds(3));
  }

  @Test
  void whoIsLimitedToARealmSeesItsUsersOnly() {
    var limited = caller(Set.of(RealmName.LOCAL));
    assertThat(list(new FakeRequest().asking("user", "local/jdoe"), limited).items()).hasSize(2);
    refused(new FakeRequest(), limited);
    refused(new FakeRequest().asking("user", "other/jdoe"), limited);
  }

  @Test
  void whatIsNoTimeNumberOrPositionIsRefused() {
    refused(new FakeRequest().asking("since", "yesterday"), AUDITOR);
    refused(new FakeRequest().asking("last", "many"), AUDITOR);
    refused(new FakeRequest().asking("after", "here"), AUDITOR);
  }

  private static String next(Page<?> page) {
    return Objects.requireNonNull(page.next());
  }

  private void refused(Request request, Caller caller) {
    assertThatThrownBy(() -> list(request, caller)).isInstanceOf(Refused.class);
  }

  @SuppressWarnings("unchecked")
  private Page<dev.postern.api.AuditRow> list(Request request, Caller caller) {
    var answer = routes.routes().getFirst().handler().answer(request, caller);
    return (Page<dev.postern.api.AuditRow>) ((Answer.Json) answer).body();
  }

  private static Caller caller(Set<RealmName> realms) {
    return new Caller(new Actor.Operator("anna"), Role.AUDITOR, realms, null);
  }

  private void login(int second, String name) {
    var user = UserId.of(RealmName.LOCAL, UserName.parse(name).orElseThrow());
    log.add(
        new AuditEntry(
            AT.plusSeconds(second),
            "login.accepted",
            "",
            new Actor.Visitor(),
            new AuditEntry.Subject(user, "local/" + name),
            new AuditEntry.Origin("vpn-1", "203.0.113.9", "r-" + second),
            Map.of()));
  }
}
