/// What an Access-Accept bears: the attributes that the gateway's policy grants, those of the first
/// reply rule that matches, and the user's groups. Start at [Replies].
///
/// Rules stand in an explicit order, and the first that matches holds ([ReplyRules]); operators
/// keep them by [ReplyRuleRegister]. Nothing here hides a secret for the wire or knows packets:
/// [Grant] says what is to be sent, and the room `access` sends it.
@NullMarked
package dev.postern.reply;

import org.jspecify.annotations.NullMarked;
