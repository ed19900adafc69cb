package dev.postern.store;

import static dev.postern.store.AuditedDatabase.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.Seal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class AuditUnderLoadDatabaseTest {
  private static final int WRITES = 200;

  private final AuditedDatabase audited = new AuditedDatabase();

  @AfterEach
  void close() {
    audited.close();
  }

  @Test
  void twoNodesOfThreeWritersThatFailNowAndThenSealWithoutAFinding() throws Exception {
    var nodes = List.of(audited.node(1), audited.node(2));
    var working = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var node : nodes) {
        for (int writer = 0; writer < 3; writer++) {
          int seed = writer;
          working.add(threads.submit(() -> write(node, new Random(seed))));
        }
      }
      while (working.stream().anyMatch(work -> !work.isDone())) {
        nodes.forEach(node -> node.life().beat());
      }
    }
    assertNothingFailed(working);
    nodes.forEach(node -> node.life().beat());

    var verification =
        new PgAuditVerification(
            nodes.getFirst().database(), nodes.getFirst().register(), () -> AuditedDatabase.AT);
    var report = verification.verify(List.of(), _ -> {});
    assertThat(report.findings()).isEmpty();
    assertThat(report.rows()).isEqualTo(audited.count("audit_entries"));
    assertThat(nodes)
        .allSatisfy(node -> {
          Seal last = audited.seals(node).getLast();
          assertThat(last.covered().last()).isEqualTo(3 * WRITES);
        });
  }

  private static void write(AuditedNode node, Random random) {
    for (int i = 0; i < WRITES; i++) {
      switch (random.nextInt(10)) {
        case 0 -> node.failToWrite(accepted("lost"));
        case 1 -> node.writeUnheard(accepted("unheard"));
        default -> node.write(accepted("jdoe"));
      }
    }
  }

  private static void assertNothingFailed(List<Future<?>> working)
      throws InterruptedException, ExecutionException {
    for (var work : working) {
      work.get();
    }
  }
}
