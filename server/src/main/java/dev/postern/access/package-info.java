/// From Access-Request to decision to reply.
///
/// [AccessHandler] turns a packet into an [AccessRequest] and a decision into a packet.
/// [AccessFlow] is the rule: what must be shown, in which order, under the gateway's policy.
/// [LoginRule] is the rest of it, decided where all nodes see the same: what earlier failures and
/// accepted codes make of an [Attempt]; [Logins] runs it under the user's lock.
///
/// Nothing here knows SQL or sockets, and nothing here accepts a code by itself.
@NullMarked
package dev.postern.access;

import org.jspecify.annotations.NullMarked;
