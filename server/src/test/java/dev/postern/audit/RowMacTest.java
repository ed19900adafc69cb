package dev.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry.Origin;
import dev.postern.audit.AuditEntry.Subject;
import dev.postern.octets.SecretOctets;
import dev.postern.user.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowMacTest {
  private static final UUID NODE = new UUID(1, 2);
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final Subject USER = new Subject(new UserId(new UUID(3, 4)), "local/jdoe");
  private static final Origin ORIGIN = new Origin("vpn-1", "203.0.113.9", "r1");
  private static final AuditRow ROW = row(1, AT, "login.rejected", "WRONG_CODE", USER, ORIGIN);

  private final RowMac mac = new RowMac(SecretOctets.utf8("a key of the node"));

  @Test
  void theSameRowHasTheSameMac() {
    assertThat(mac.of(ROW)).isEqualTo(mac.of(ROW));
    assertThat(mac.of(ROW).length()).isEqualTo(32);
  }

  @ParameterizedTest
  @MethodSource
  void aRowThatDiffersInAnythingHasAnotherMac(AuditRow other) {
    assertThat(mac.of(other)).isNotEqualTo(mac.of(ROW));
  }

  static List<AuditRow> aRowThatDiffersInAnythingHasAnotherMac() {
    return List.of(
        new AuditRow(new UUID(1, 3), 1, ROW.entry()),
        row(2, AT, "login.rejected", "WRONG_CODE", USER, ORIGIN),
        row(1, AT.plusNanos(1000), "login.rejected", "WRONG_CODE", USER, ORIGIN),
        row(1, AT, "login.accepted", "WRONG_CODE", USER, ORIGIN),
        row(1, AT, "login.rejectedW", "RONG_CODE", USER, ORIGIN),
        row(1, AT, "login.rejected", "WRONG_CODE", null, ORIGIN),
        row(1, AT, "login.rejected", "WRONG_CODE", new Subject(USER.user(), "x"), ORIGIN),
        row(1, AT, "login.rejected", "WRONG_CODE", USER, null),
        row(1, AT, "login.rejected", "WRONG_CODE", USER, new Origin("vpn-1", "", "r1")),
        new AuditRow(
            NODE,
            1,
            new AuditEntry(
                AT,
                "login.rejected",
                "WRONG_CODE",
                new Actor.Visitor(),
                USER,
                ORIGIN,
                Map.of("a", "b"))));
  }

  @Test
  void anotherKeyGivesAnotherMac() {
    assertThat(new RowMac(SecretOctets.utf8("another")).of(ROW)).isNotEqualTo(mac.of(ROW));
  }

  @Test
  void detailsCountInWhateverOrderTheyWerePut() {
    var one = detailed(Map.of("a", "1", "b", "2", "c", "3"));
    var other = new LinkedHashMap<String, String>();
    other.put("c", "3");
    other.put("a", "1");
    other.put("b", "2");
    assertThat(mac.of(detailed(other))).isEqualTo(mac.of(one));
  }

  private static AuditRow detailed(Map<String, String> detail) {
    return new AuditRow(NODE, 1, AuditEntry.of(AT, "x", new Actor.Visitor(), detail));
  }

  private static AuditRow row(
      long number,
      Instant at,
      String event,
      String reason,
      @Nullable Subject user,
      @Nullable Origin origin) {
    return new AuditRow(
        NODE,
        number,
        new AuditEntry(at, event, reason, new Actor.Visitor(), user, origin, Map.of()));
  }
}
