/// What takes two operators: one asks, a second one approves, and only then is it done. Which
/// second one will do is [ApprovalRule], a pure function.
///
/// So far that is a new token for a user whose address was changed lately (S24). Whatever else is
/// to take two operators becomes a [What]. Who may decide at all is the admin API's table.
@NullMarked
package dev.postern.approval;

import org.jspecify.annotations.NullMarked;
