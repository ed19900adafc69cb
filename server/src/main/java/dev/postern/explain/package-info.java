/// Why somebody gets in or does not, for the people who are asked that: [Explanations] puts a
/// user's standing and last logins into words, [ReasonWords] holds the words and the advice.
///
/// Nothing here decides; it reads what was decided.
@NullMarked
package dev.postern.explain;

import org.jspecify.annotations.NullMarked;
