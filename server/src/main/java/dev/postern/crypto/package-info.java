/// Secrets at rest: sealed under named keys ([Sealer]), or kept as a hash only ([PasswordHashes]);
/// and keyed digests of what must be recognised but not read ([KeyedDigest]).
///
/// Start at [KeyRing], from whose keys all others are derived. Which row belongs to which identity
/// is said by the caller; when a hash is computed, and on which thread, is the password room's
/// business.
@NullMarked
package dev.postern.crypto;

import org.jspecify.annotations.NullMarked;
