/// What gateways tell of sessions (RFC 2866): who was let in, for how long, with which address and
/// how much traffic. [AccountingHandler] reads a record and has it stored before it answers; start
/// reading there.
///
/// What is known of a session is the sum of its records, in whatever order and however often they
/// come. Nothing here knows SQL or a socket; nothing here lets anybody in.
@NullMarked
package dev.postern.accounting;

import org.jspecify.annotations.NullMarked;
