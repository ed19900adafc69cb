/// PostgreSQL: the only room that knows SQL. [Database] opens it; each `Pg…` class keeps one port
/// of a noun or a verb. The tables stand in `db/migration`; what a login touches is keyed by user
/// first:
///
/// ```
/// users (user_id)                        who may come in, password hash, groups
/// ├── tokens (user_id, serial)           sealed key, state; last accepted step, drift
/// ├── login_guards (user_id)             failures in a row; its row lock orders a user's logins
/// ├── login_sources (user_id, source)    failures and good logins by calling station
/// └── answered_challenges (user_id, id)  decisions of States that were answered
/// removed_users (user_id)                who was removed within 72 h
/// sessions (session_id)                  open, and over for a day; past_sessions by month
/// awaited_sessions, nas_restarts         logins whose session is to come, gateways that began anew
/// approvals (id)                         what a second operator is asked for
/// gateways (name) ── gateway_networks (network)
/// reply_rules (name)                     in the order of their positions; sealed secrets
/// audit_entries (node_id, seq)           by month; numbered by the node that wrote them
/// ├── audit_seals, audit_anchors         what proves that all are still there
/// ├── audit_verification                 when that was last looked at, by whom, with what result
/// └── nodes (node_id)                    their names, keys, and when they were seen
/// room_probes                            empty; written to see whether the disk has room
/// change_marks (kind)                    raised by changes that nodes hold in memory
/// ```
///
/// A user's key is derived from the name, so nothing looks it up. Schema changes are files there,
/// applied by [Schema]; no other room opens a connection.
@NullMarked
package dev.postern.store;

import org.jspecify.annotations.NullMarked;
