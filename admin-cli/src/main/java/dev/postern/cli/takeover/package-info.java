/// Reads the files of other systems: token lists, seed files, user exports, configuration backups.
///
/// Start with [Format], which tells one kind of file from another and opens it as [Entries]: users
/// and tokens one by one, so that memory does not grow with the file. [EntryRows] writes them as
/// the rows that the server's import takes; keys and passwords are opened here and go in over TLS
/// like any other.
///
/// Nothing here speaks to the server. What is said of a bad entry names its line and what is wrong,
/// never what stands in it. Whatever a file holds, a reader ends with entries or a [BrokenFile].
@NullMarked
package dev.postern.cli.takeover;

import org.jspecify.annotations.NullMarked;
