package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.octets.SecretOctets;
import dev.postern.store.Schema.Standing.Ahead;
import dev.postern.store.Schema.Standing.Behind;
import dev.postern.store.Schema.Standing.UpToDate;
import dev.postern.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class SchemaDatabaseTest {
  private final TestDatabase test = TestDatabase.create();
  private final DatabaseSettings settings =
      new DatabaseSettings(test.jdbcUrl(), test.user(), test.password(), 4, Duration.ofSeconds(2));
  private final Database database = Database.open(settings, new PgAuditWriter());

  @AfterEach
  void close() {
    database.close();
    test.close();
  }

  @Test
  void anEmptyDatabaseIsBroughtUpToDate() {
    int newest = Schema.newest();
    assertThat(Schema.standing(database)).isEqualTo(new Behind(0, newest));
    Schema.migrate(settings);
    assertThat(Schema.standing(database)).isEqualTo(new UpToDate(newest));
    Schema.migrate(settings);
    assertThat(Schema.standing(database)).isEqualTo(new UpToDate(newest));
  }

  @Test
  void aSchemaOfANewerServerIsNotTouched() {
    int newest = Schema.newest();
    Schema.migrate(settings);
    test.execute(
        """
        INSERT INTO flyway_schema_history
        SELECT 1000, '%d', description, type, script, checksum, installed_by, installed_on, 1, true
        FROM flyway_schema_history WHERE installed_rank = 1
        """
            .formatted(newest + 7));
    assertThat(Schema.standing(database)).isEqualTo(new Ahead(newest + 7, newest));
  }

  @Test
  void aDatabaseThatIsAwayIsUnavailable() {
    var wrong =
        new DatabaseSettings(
            test.jdbcUrl(), test.user(), SecretOctets.utf8("wrong"), 4, Duration.ofMillis(500));
    try (var away = Database.open(wrong, new PgAuditWriter())) {
      assertThatThrownBy(() -> Schema.standing(away)).isInstanceOf(StoreUnavailable.class);
    }
    assertThatThrownBy(() -> Schema.migrate(wrong)).isInstanceOf(StoreUnavailable.class);
  }
}
