/// How a token comes to its user. [Provisioning] issues a token, with its key sealed, and takes the
/// code by which its user shows to have it.
///
/// Assigning, suspending and the like have no rule beyond a token's own life: see `token`.
@NullMarked
package dev.postern.provisioning;

import org.jspecify.annotations.NullMarked;
