/// `posternctl`, the operator's command line.
///
/// Start with [Main], which hands the words of the command line to [Posternctl] and turns what went
/// wrong into a line on stderr and an exit code. Each `…Commands` holds the commands about one
/// noun; they ask the server through [AdminApi], which [ServerFinder] finds together with the key,
/// and print through [Session].
///
/// Nothing is decided here that the server decides: a command says what it was asked to say. Only
/// `radius test` doesn't speak to the admin API, but RADIUS, as a gateway would.
@NullMarked
package dev.postern.cli;

import org.jspecify.annotations.NullMarked;
