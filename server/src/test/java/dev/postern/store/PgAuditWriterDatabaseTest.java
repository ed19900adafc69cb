package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.audit.AuditRow;
import dev.postern.audit.ProvenRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class PgAuditWriterDatabaseTest {
  private final AuditedDatabase audited = new AuditedDatabase();
  private final AuditedNode node = audited.node(1);

  @AfterEach
  void close() {
    audited.close();
  }

  @Test
  void rowsAreReadAsTheyWereWrittenAndTheirMacsFit() {
    var jdoe = AuditedDatabase.accepted("jdoe");
    var added =
        AuditEntry.of(
            AuditedDatabase.AT.plusNanos(7),
            "gateway.added",
            new Actor.Operator("anna"),
            Map.of("name", "vpn-2", "networks", "192.0.2.0/24 \"quoted\" \\ ü"));
    node.write(jdoe, added);
    node.write(AuditedDatabase.accepted("mary"));

    var rows = rows();
    assertThat(rows).extracting(row -> row.row().number()).containsExactly(1L, 2L, 3L);
    assertThat(rows.getFirst().row().entry()).isEqualTo(jdoe);
    assertThat(rows.get(1).row().entry().detail()).isEqualTo(added.detail());
    assertThat(rows).allMatch(row -> node.mac().of(row.row()).equals(row.mac()));
  }

  @Test
  void everyMicrosecondComesBackAsItWas() {
    var random = RandomGenerator.of("L64X128MixRandom");
    var entries =
        IntStream.range(0, 2000)
            .mapToLong(_ -> random.nextLong(0, 4_000_000_000_000_000L))
            .mapToObj(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS))
            .map(at -> AuditEntry.of(at, "x", new Actor.Visitor(), Map.of()))
            .toList();
    node.write(entries.toArray(AuditEntry[]::new));
    assertThat(rows().stream().map(row -> row.row().entry())).containsExactlyElementsOf(entries);
  }

  @Test
  void aNameThatPostgresqlCannotHoldIsStoredWithReplacements() {
    node.write(AuditedDatabase.accepted("a\0b\uD800c"), AuditedDatabase.accepted("x".repeat(3000)));
    var rows = rows();
    assertThat(name(rows.getFirst().row())).isEqualTo("local/a\uFFFDb\uFFFDc");
    assertThat(name(rows.getLast().row())).hasSize(1000);
    assertThat(rows).allMatch(row -> node.mac().of(row.row()).equals(row.mac()));
  }

  @Test
  void aNodeThatIsNotRegisteredWritesNothing() {
    var database = audited.open(new PgAuditWriter());
    assertThatThrownBy(() -> database.inTransaction("testing", transaction -> audit(transaction)))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("no audit key");
    assertThat(database.<Boolean>inTransaction("testing", _ -> true)).isTrue();
  }

  private static boolean audit(Transaction transaction) {
    transaction.audit(AuditedDatabase.accepted("jdoe"));
    return true;
  }

  private List<ProvenRow> rows() {
    return audited.rows(node);
  }

  private static String name(AuditRow row) {
    return row.entry().concerned().orElseThrow().name();
  }
}
