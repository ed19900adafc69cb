/// Proofs of a password that do not send it: CHAP (RFC 2865), MS-CHAP (RFC 2433) and MS-CHAPv2 (RFC
/// 2759), the keys that come of the latter (RFC 3079), and how all of them stand in a packet (RFC
/// 2548).
///
/// Start with [ProofAttributes]: it reads what a packet shows as a [PasswordProof], which is asked
/// whether it was made with a password or its [NtHash]. [MsChapReply] says what the reply bears.
/// Nothing here knows a user, keeps a hash, or decides a login. LAN Manager's hash and the change
/// of a password (RFC 2759, section 7) are not here on purpose: they give the password away.
@NullMarked
package dev.postern.mschap;

import org.jspecify.annotations.NullMarked;
