/// PostgreSQL in a box: unpacked, initialised, started, adopted and stopped, for those who bring no
/// database of their own.
///
/// Start reading at [EmbeddedPostgres]. What lies in the home folder:
///
/// ```
/// postgresql-18.6.0-linux-x86_64/   the programs, unpacked once; may be shared between homes
/// data/                             the database
/// log/                              what PostgreSQL logs, a file a weekday, of 16 MiB at most
/// superuser-password, port          made at the first start and kept
/// initdb.log, postgres.log, ...     the last words of each program
/// lock                              held while a process uses this home
/// ```
///
/// As root the programs run as a system user: the folders `data` and `log` and the password are
/// that user's, all else is root's, and nothing of the user's is written or followed by root.
///
/// Schema, pools and SQL are deliberately not here.
@NullMarked
package dev.postern.embedded;

import org.jspecify.annotations.NullMarked;
