package dev.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.actor.Actor;
import dev.postern.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What any [AuditLog] must do.
public abstract class AuditLogContract {
  private static final Instant AT = Instant.parse("2025-11-22T10:00:00.123456Z");
  private static final UserId JDOE = new UserId(new UUID(7, 1));
  private static final UserId MARY = new UserId(new UUID(7, 2));

  protected abstract AuditLog log();

  protected abstract void write(AuditEntry entry);

  @Test
  void rowsComeByTimeAndPageByPage() {
    var third = login(3, JDOE, "vpn-1", "login.accepted");
    var first = login(1, MARY, "vpn-1", "login.accepted");
    var second = login(2, JDOE, "vpn-2", "login.rejected");
    List.of(third, first, second).forEach(this::write);

    var page = log().after(AuditPosition.START, AuditFilter.ALL, 2);
    assertThat(page).extracting(AuditRow::entry).containsExactly(first, second);
    var next = log().after(AuditPosition.of(page.getLast()), AuditFilter.ALL, 2);
    assertThat(next).extracting(AuditRow::entry).containsExactly(third);
    var end = AuditPosition.of(next.getLast());
    assertThat(log().after(end, AuditFilter.ALL, 2)).isEmpty();
  }

  @Test
  void rowsOfOneMomentArePagedWithoutLossOrRepetition() {
    for (int i = 0; i < 5; i++) {
      write(login(1, JDOE, "vpn-" + i, "login.accepted"));
    }
    var position = AuditPosition.START;
    for (int i = 0; i < 5; i++) {
      var page = log().after(position, AuditFilter.ALL, 1);
      assertThat(page.getFirst().entry().cameFrom().orElseThrow().gateway()).isEqualTo("vpn-" + i);
      position = AuditPosition.of(page.getFirst());
    }
  }

  @Test
  void theLastRowsComeOldestFirst() {
    for (int i = 1; i <= 4; i++) {
      write(login(i, JDOE, "vpn-" + i, "login.accepted"));
    }
    assertThat(log().last(AuditFilter.ALL, 2))
        .extracting(row -> row.entry().cameFrom().orElseThrow().gateway())
        .containsExactly("vpn-3", "vpn-4");
  }

  @Test
  void everyPartOfTheFilterCounts() {
    var rejected = login(1, JDOE, "vpn-1", "login.rejected");
    var accepted = login(2, JDOE, "vpn-2", "login.accepted");
    var other = login(3, MARY, "vpn-1", "login.accepted");
    var added =
        AuditEntry.of(AT.plusSeconds(4), "user.added", new Actor.Operator("anna"), Map.of());
    List.of(rejected, accepted, other, added).forEach(this::write);

    assertThat(matching(AuditFilter.of(JDOE, "login."))).containsExactly(rejected, accepted);
    assertThat(matching(new AuditFilter(null, "vpn-1", null, null, null, null)))
        .containsExactly(rejected, other);
    assertThat(matching(new AuditFilter(null, null, "login.r", null, null, null)))
        .containsExactly(rejected);
    assertThat(matching(new AuditFilter(null, null, "login_", null, null, null))).isEmpty();
    assertThat(matching(new AuditFilter(null, null, null, "operator:anna", null, null)))
        .containsExactly(added);
    var second = AT.plusSeconds(2);
    assertThat(matching(new AuditFilter(null, null, null, null, second, AT.plusSeconds(3))))
        .containsExactly(accepted);
  }

  private List<AuditEntry> matching(AuditFilter filter) {
    var after = log().after(AuditPosition.START, filter, 10);
    assertThat(log().last(filter, 10)).isEqualTo(after);
    return after.stream().map(AuditRow::entry).toList();
  }

  private static AuditEntry login(int second, UserId user, String gateway, String event) {
    return new AuditEntry(
        AT.plusSeconds(second),
        event,
        "",
        new Actor.Visitor(),
        new AuditEntry.Subject(user, "local/somebody"),
        new AuditEntry.Origin(gateway, "203.0.113.9", "r-1"),
        Map.of());
  }
}
