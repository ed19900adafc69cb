/// The configuration: one YAML file, a section a room, read into one settings record a room.
///
/// Start with [ConfigReader], which lists every section and key with its default. [Section] is how
/// a key is asked for: the environment is looked at first, the file next, the default last. What
/// nobody asked for is a mistake. All mistakes are collected and told at once, each with its line;
/// nothing is guessed, rounded or repaired.
///
/// What a setting means, and which values it may have, is not here but in the record of its room.
@NullMarked
package dev.postern.config;

import org.jspecify.annotations.NullMarked;
