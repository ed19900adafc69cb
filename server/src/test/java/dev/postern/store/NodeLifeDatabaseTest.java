package dev.postern.store;

import static dev.postern.store.AuditedDatabase.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.ProvenRow;
import dev.postern.audit.Seal;
import dev.postern.audit.Seal.NumberRange;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class NodeLifeDatabaseTest {
  private final AuditedDatabase audited = new AuditedDatabase();

  @AfterEach
  void close() {
    audited.close();
  }

  @Test
  void aBeatSealsWhatWasCommittedAndExportsTheHead() {
    var node = audited.node(1);
    node.write(accepted("jdoe"), accepted("mary"));
    node.life().beat();
    node.write(accepted("jdoe"));
    node.life().beat();
    node.life().beat();

    var seals = audited.seals(node);
    assertThat(seals).isEqualTo(node.exported());
    assertThat(seals).extracting(Seal::number).containsExactly(1L, 2L);
    assertThat(seals).extracting(seal -> seal.covered().last()).containsExactly(2L, 3L);
    assertThat(seals).noneMatch(seal -> seal.covered().recovered());
    assertThat(seals).allMatch(seal -> seal.covered().firstAt().equals(AuditedDatabase.AT));
    var rows = audited.rows(node);
    var first = seals.getFirst();
    assertThat(first.head())
        .isEqualTo(
            Seal.head(
                Seal.ORIGIN,
                first.covered(),
                rows.subList(0, 2).stream().map(ProvenRow::mac).toList()));
  }

  @Test
  void aNumberWhoseTransactionFailedIsSealedAsLost() {
    var node = audited.node(1);
    node.write(accepted("jdoe"));
    node.failToWrite(accepted("mary"));
    node.write(accepted("jdoe"));
    node.life().beat();
    assertThat(audited.seals(node).getFirst().covered().lost())
        .containsExactly(new NumberRange(2, 2));
  }

  @Test
  void aCommitWhoseAnswerWasLostIsSealedAsWritten() {
    var node = audited.node(1);
    node.writeUnheard(accepted("jdoe"));
    node.life().beat();
    var covered = audited.seals(node).getFirst().covered();
    assertThat(covered.lost()).isEmpty();
    assertThat(covered.last()).isEqualTo(1);
  }

  @Test
  void afterACrashTheNextLifeSealsWhatWasLeftAndGoesOn() {
    var node = audited.node(1);
    node.write(accepted("jdoe"));
    node.life().beat();
    node.write(accepted("mary"), accepted("jdoe"));

    var next = audited.node(1);
    next.write(accepted("jdoe"));
    next.life().beat();
    assertThat(audited.rows(next))
        .extracting(row -> row.row().number())
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(audited.seals(next))
        .extracting(seal -> seal.covered().recovered())
        .containsExactly(false, true, false);
    assertThat(audited.rows(next)).allMatch(row -> next.mac().of(row.row()).equals(row.mac()));
  }

  @Test
  void whatANodeLeftThatIsGoneIsSealedByAnother() {
    var gone = audited.node(1);
    gone.write(accepted("jdoe"));
    audited.database().execute("UPDATE nodes SET seen_at = '2026-11-22T09:00Z'");
    audited.node(2);
    assertThat(audited.seals(gone)).extracting(seal -> seal.covered().last()).containsExactly(1L);
    assertThat(audited.seals(gone)).allMatch(seal -> seal.covered().recovered());
    gone.write(accepted("mary"));
    gone.life().beat();
    gone.life().beat();
    assertThat(audited.seals(gone)).extracting(seal -> seal.covered().last()).contains(2L);
  }

  @Test
  void theNodesAreKnownWithTheirKeysAndClocks() {
    var a = audited.node(1);
    var b = audited.node(2);
    var nodes = b.register().live();
    assertThat(nodes).extracting(node -> node.id()).containsExactly(new UUID(0, 1), new UUID(0, 2));
    assertThat(nodes.getFirst().keyNames()).containsExactly("k1");
    assertThat(a.watch().agrees()).isFalse();
    a.register().beat(a.watch());
    assertThat(a.watch().offset()).isPresent();
    audited.database().execute("UPDATE nodes SET seen_at = seen_at - interval '11 seconds'");
    assertThat(a.register().live()).isEmpty();
    assertThat(a.register().all()).hasSize(2);
  }

  @Test
  void rowsLieInTheirMonthAndThoseThatCameBeforeItWasMadeMoveThere() {
    var node = audited.node(1);
    audited.database().execute("DROP TABLE audit_entries_2026_11");
    node.write(accepted("jdoe"));
    assertThat(audited.count("audit_entries_default")).isEqualTo(1);
    node.database().inTransaction("testing", Months.OF_AUDIT.makeAhead(AuditedDatabase.MONTH));
    assertThat(audited.count("audit_entries_default")).isZero();
    assertThat(audited.count("audit_entries_2026_11")).isEqualTo(1);
    node.write(accepted("mary"));
    assertThat(audited.count("audit_entries_2026_11")).isEqualTo(2);
  }
}
