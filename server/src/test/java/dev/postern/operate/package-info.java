/// The server as its operators meet it: `posternctl` and the server, each a process of its own.
/// Start reading at [PosternctlDatabaseTest].
///
/// What a command prints for which answer is held by the scripts of `admin-cli`.
@NullMarked
package dev.postern.operate;

import org.jspecify.annotations.NullMarked;
