package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DatabaseWatchTest {
  private boolean away;
  private final DatabaseWatch watch =
      new DatabaseWatch(() -> {
        if (away) {
          throw new StoreUnavailable("ask for the database", new IOException("gone"));
        }
      });

  @Test
  void nothingIsWellBeforeTheFirstAnswer() {
    assertThat(watch.trouble()).contains("not asked yet");
  }

  @Test
  void troubleComesAndGoesWithTheDatabase() {
    watch.look();
    assertThat(watch.trouble()).isEmpty();
    away = true;
    watch.look();
    assertThat(watch.trouble()).contains("ask for the database: gone");
    away = false;
    watch.look();
    assertThat(watch.trouble()).isEmpty();
  }
}
