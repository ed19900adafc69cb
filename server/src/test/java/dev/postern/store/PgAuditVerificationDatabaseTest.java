package dev.postern.store;

import static dev.postern.store.AuditedDatabase.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditVerification.Finding;
import dev.postern.audit.AuditVerification.Kind;
import dev.postern.audit.ExportedHead;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class PgAuditVerificationDatabaseTest {
  private final AuditedDatabase audited = new AuditedDatabase();
  private final AuditedNode node = audited.node(1);
  private final AuditedNode other = audited.node(2);
  private Instant now = AuditedDatabase.AT;

  @AfterEach
  void close() {
    audited.close();
  }

  /// Three seals of node 1 over rows 1 to 2, 3 to 6 and 7; one of node 2 over rows 1 to 2.
  @BeforeEach
  void twoNodesWriteAndSeal() {
    node.write(accepted("anna"), accepted("bert"));
    other.write(accepted("xenia"));
    node.life().beat();
    node.write(accepted("carl"), accepted("dora"));
    node.write(accepted("emil"), accepted("fred"));
    node.life().beat();
    node.write(accepted("gina"));
    other.write(accepted("yves"));
    node.life().beat();
    other.life().beat();
  }

  @Test
  void anUntouchedAuditHasNoFindings() {
    var report = verification().verify(heads(), _ -> {});
    assertThat(report.findings()).isEmpty();
    assertThat(report.rows()).isEqualTo(9);
    assertThat(report.seals()).isEqualTo(4);
  }

  @Test
  void anEditedRowIsNamed() {
    tamper("UPDATE audit_entries SET reason = 'x' WHERE seq = 4 AND " + ofNode(1));
    assertOne(Kind.EDITED, "row 4 ", "local/dora");
  }

  @Test
  void anEditedUserIsNamed() {
    tamper("UPDATE audit_entries SET user_id = node_id WHERE seq = 4 AND " + ofNode(1));
    assertOne(Kind.EDITED, "row 4 ");
  }

  @Test
  void aRowWithAnotherMacIsNamed() {
    tamper("UPDATE audit_entries SET mac = sha256('x') WHERE seq = 4 AND " + ofNode(1));
    assertOne(Kind.EDITED, "row 4 ");
  }

  @Test
  void aDeletedRowIsNamed() {
    tamper("DELETE FROM audit_entries WHERE seq = 5 AND " + ofNode(1));
    assertOne(Kind.DELETED, "row 5:");
  }

  @Test
  void rowsThatChangedPlacesAreNamed() {
    tamper("UPDATE audit_entries SET seq = 9 - seq WHERE seq IN (4, 5) AND " + ofNode(1));
    assertThat(findings()).extracting(Finding::kind).containsExactly(Kind.MOVED, Kind.MOVED);
    assertThat(findings()).extracting(Finding::detail).first().asString().contains("as row 5");
  }

  @Test
  void aCopyOfARowIsNamed() {
    tamper("INSERT INTO audit_entries SELECT * FROM audit_entries WHERE seq = 4 AND " + ofNode(1));
    assertOne(Kind.INSERTED, "row 4 ", "two of this number");
  }

  @Test
  void aRowOfAnotherNodeIsNoRowOfThisOne() {
    tamper("UPDATE audit_entries SET node_id = '" + node.id() + "' WHERE " + ofNode(2));
    assertThat(findings())
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder(Kind.INSERTED, Kind.INSERTED, Kind.DELETED, Kind.DELETED);
  }

  @Test
  void aRowPutInWhereOneWasRolledBackIsNamed() {
    node.failToWrite(accepted("hugo"));
    node.life().beat();
    assertThat(findings()).isEmpty();
    tamper(
        "INSERT INTO audit_entries SELECT at, node_id, 8, event, reason, actor, user_id, user_name,"
            + " gateway, source, request_id, detail, mac FROM audit_entries WHERE seq = 7 AND "
            + ofNode(1));
    assertOne(Kind.INSERTED, "row 8 ");
  }

  @Test
  void aSealThatIsGoneIsNamed() {
    tamper("DELETE FROM audit_seals WHERE number = 2 AND " + ofNode(1));
    assertOne(Kind.SEAL_DELETED, "seal 2:");
  }

  @Test
  void aSealThatWasChangedIsNamed() {
    tamper("UPDATE audit_seals SET lost = '{5,5}' WHERE number = 2 AND " + ofNode(1));
    tamper("DELETE FROM audit_entries WHERE seq = 5 AND " + ofNode(1));
    assertOne(Kind.SEAL_FORGED, "seal 2:");
  }

  @Test
  void aTailCutOffWithItsSealsShowsByTheExportedHeads() {
    tamper("DELETE FROM audit_entries WHERE seq > 2 AND " + ofNode(1));
    tamper("DELETE FROM audit_seals WHERE number > 1 AND " + ofNode(1));
    assertThat(findings()).isEmpty();
    var found = verification().verify(heads(), _ -> {}).findings();
    assertThat(found).extracting(Finding::kind).containsExactly(Kind.TRUNCATED);
    assertThat(found.getFirst().detail()).contains("seals 2 to 3", "rows 3 to 7");
  }

  @Test
  void aWholeNodeCutOffShowsByTheExportedHeads() {
    tamper("DELETE FROM audit_entries WHERE " + ofNode(1));
    tamper("DELETE FROM audit_seals WHERE " + ofNode(1));
    tamper("DELETE FROM nodes WHERE " + ofNode(1));
    assertThat(verification().verify(heads(), _ -> {}).findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.UNKNOWN_NODE);
  }

  @Test
  void rowsWhoseSealsAreGoneFromTheEndAreNamedAfterAMinute() {
    tamper("DELETE FROM audit_seals WHERE number = 3 AND " + ofNode(1));
    assertThat(findings()).isEmpty();
    now = now.plusSeconds(61);
    assertOne(Kind.UNSEALED, "row 7:");
  }

  @Test
  void aChangedPublicKeyChangesNothingAndChangedKeysAreNamed() {
    tamper("UPDATE nodes SET public_key = sha256('x') WHERE " + ofNode(1));
    assertThat(findings()).isEmpty();
    tamper(
        "UPDATE nodes SET sealed_keys = (SELECT sealed_keys FROM nodes WHERE "
            + ofNode(2)
            + ") WHERE "
            + ofNode(1));
    assertOne(Kind.UNKNOWN_NODE, node.id().toString());
  }

  @Test
  @DisplayName("S33: a month that was dropped shows, and one that was let go does not")
  void aMonthThatWasDroppedShowsAndOneThatWasLetGoDoesNot() {
    letGo(AuditedDatabase.MONTH);
    assertThat(findings()).isEmpty();
    assertThat(audited.count("audit_entries")).isEqualTo(9);

    letGo(AuditedDatabase.MONTH.plusMonths(1));
    assertThat(audited.count("audit_entries")).isEqualTo(1);
    assertThat(audited.count("audit_seals")).isZero();
    node.writeAt(AuditedDatabase.MONTH.plusMonths(1), "hugo");
    node.life().beat();
    var report = verification().verify(List.of(), _ -> {});
    assertThat(report.findings()).isEmpty();
    assertThat(report.seals()).isEqualTo(1);

    tamper("DROP TABLE audit_entries_2026_12");
    assertThat(findings()).extracting(Finding::kind).containsOnly(Kind.DELETED);
  }

  @Test
  void anAnchorThatNoNodeSignedIsNamed() {
    letGo(AuditedDatabase.MONTH.plusMonths(1));
    tamper("UPDATE audit_anchors SET last_seq = last_seq + 1 WHERE " + ofNode(2));
    assertThat(findings()).extracting(Finding::kind).contains(Kind.SEAL_FORGED);
  }

  private PgAuditVerification verification() {
    return new PgAuditVerification(node.database(), node.register(), () -> now);
  }

  /// On a day in December.
  private void letGo(YearMonth keptFrom) {
    var december = AuditedDatabase.AT.plus(Duration.ofDays(14));
    new AuditRetention(node.database(), node.register(), () -> december).letGo(keptFrom);
  }

  private List<Finding> findings() {
    return verification().verify(List.of(), _ -> {}).findings();
  }

  private void assertOne(Kind kind, String... parts) {
    assertThat(findings()).extracting(Finding::kind).containsExactly(kind);
    assertThat(findings().getFirst().detail()).contains(parts);
  }

  private List<ExportedHead> heads() {
    return node.exported().stream()
        .map(seal -> ExportedHead.parse(ExportedHead.line(seal)).orElseThrow())
        .toList();
  }

  private void tamper(String sql) {
    audited.database().execute(sql);
  }

  private static String ofNode(int number) {
    return "node_id = '00000000-0000-0000-0000-00000000000" + number + "'";
  }
}
