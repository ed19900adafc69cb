/// What is wrong with an installation, or soon will be, before somebody is locked out by it.
/// [Doctor] has every [Check] look; a check is a class of its own and gives [Finding]s. A
/// [GatewayCheck] looks at one gateway at a time, on the round of [GatewaysCheck].
///
/// Nothing here mends anything, or looks at what a single user meets: that is `explain`.
@NullMarked
package dev.postern.doctor;

import org.jspecify.annotations.NullMarked;
