package dev.postern.store;

import static dev.postern.store.AuditedDatabase.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.Unsealed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class PgUnsealedRowsDatabaseTest {
  private final AuditedDatabase audited = new AuditedDatabase();

  @AfterEach
  void close() {
    audited.close();
  }

  @Test
  void theOldestRowThatNoSealCoversIsTold() {
    var node = audited.node(1);
    var unsealed = new PgUnsealedRows(node.database());
    assertThat(unsealed.oldest()).isEmpty();
    node.write(accepted("anna"));
    assertThat(unsealed.oldest()).containsExactly(new Unsealed("node-1", true, AuditedDatabase.AT));
    node.life().beat();
    assertThat(unsealed.oldest()).isEmpty();
  }

  @Test
  void aNodeTellsItsVersion() {
    var node = audited.node(1);
    assertThat(node.register().all())
        .singleElement()
        .satisfies(known -> assertThat(known.version()).isEqualTo("1.0"));
  }
}
