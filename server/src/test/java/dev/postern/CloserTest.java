package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloserTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void theLastThatWasOpenedIsClosedFirst() {
    try (var closer = new Closer()) {
      closer.add(() -> closed.add("first"));
      closer.add(() -> closed.add("second"));
    }
    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void whatWasKeptOutlivesTheTry() {
    Closer kept;
    try (var opening = new Closer()) {
      opening.add(() -> closed.add("first"));
      kept = opening.keep();
    }
    assertThat(closed).isEmpty();
    kept.close();
    assertThat(closed).containsExactly("first");
  }

  @Test
  void whatCannotBeClosedDoesNotKeepTheOthersOpen() {
    try (var closer = new Closer()) {
      closer.add(() -> closed.add("first"));
      closer.add(() -> {
        throw new IllegalStateException("stuck");
      });
    }
    assertThat(closed).containsExactly("first");
  }
}
