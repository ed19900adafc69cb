/// Takes users and tokens over from another system, as CSV. Start with [UserImport]: it reads the
/// file row by row ([CsvRows], [RowRule]), hashes what came in clear, seals the keys of tokens, and
/// hands the rows in batches to the [Intake], which keeps them.
///
/// What is said of a bad row names its line and what is wrong, never what stands in it.
@NullMarked
package dev.postern.takeover;

import org.jspecify.annotations.NullMarked;
