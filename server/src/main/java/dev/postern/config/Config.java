package dev.postern.config;

import dev.postern.http.HttpSettings;
import dev.postern.log.LogSettings;

/// The whole configuration: what each room needs to know, already checked.
public record Config(
    NodeSettings node,
    DatabasePlace database,
    KeyPlace keys,
    HttpSettings metrics,
    LogSettings log) {}
