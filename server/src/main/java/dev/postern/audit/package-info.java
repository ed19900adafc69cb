/// What happened, to whom, by whom. [AuditEntry] is one row of it; it is written in the transaction
/// of the change that it speaks of, and it holds no secret, code or password.
@NullMarked
package dev.postern.audit;

import org.jspecify.annotations.NullMarked;
