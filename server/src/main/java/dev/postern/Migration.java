package dev.postern;

import dev.postern.config.Config;
import dev.postern.store.Schema;

/// The word `migrate`: brings the schema of the configured database up to date.
final class Migration {
  private Migration() {}

  /// What was done, in words.
  static String run(Config config) {
    try (var opening = new Closer()) {
      Schema.migrate(DatabaseStart.settings(config.database(), new Restarts(), opening));
      return "the schema is up to date";
    }
  }
}
