/// The server's own room: [Main] reads the command line, [Server] makes every long-lived object and
/// hands each what it needs. To learn what depends on what, read [Server#start].
///
/// No rule of logins is here, and nothing else may use this room.
@NullMarked
package dev.postern;

import org.jspecify.annotations.NullMarked;
