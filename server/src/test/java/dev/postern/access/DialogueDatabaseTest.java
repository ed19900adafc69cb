package dev.postern.access;

import dev.postern.testing.Dialogues;
import dev.postern.testing.PgLoginWorld;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

@Tag("database")
class DialogueDatabaseTest {
  @TestFactory
  Stream<DynamicTest> dialogues() {
    return Dialogues.in(PgLoginWorld::new);
  }
}
