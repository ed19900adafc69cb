package dev.postern.access;

import dev.postern.testing.Dialogues;
import dev.postern.testing.InMemoryLoginWorld;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class DialogueTest {
  @TestFactory
  Stream<DynamicTest> dialogues() {
    return Dialogues.in(InMemoryLoginWorld::new);
  }
}
