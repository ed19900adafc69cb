package dev.postern.config;

import dev.postern.log.LogSettings;

/// The whole configuration: what each room needs to know, already checked.
public record Config(DatabasePlace database, LogSettings log) {}
