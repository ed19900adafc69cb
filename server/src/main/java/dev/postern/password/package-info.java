/// The first factor: whether a password is a user's.
///
/// [HashPool] checks it against the hash that the user's row holds. What the hashes are is the
/// crypto room's business; who the user is, and what a wrong password costs, is decided above.
@NullMarked
package dev.postern.password;

import org.jspecify.annotations.NullMarked;
