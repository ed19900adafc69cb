/// The second factor: how a code is given, and the thread of a challenge.
///
/// [AppendedCode] takes password and code apart; [ChallengeStates] seals what a challenge must
/// remember into the State attribute, so that any node can go on where another began and a guess
/// costs no row. Whether a code is right is `token`'s; whether it was used before, the database's.
@NullMarked
package dev.postern.secondfactor;

import org.jspecify.annotations.NullMarked;
