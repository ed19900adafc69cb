/// The server beside other people's programs. Start with [RadclientInteropTest].
///
/// Not here: dialogues with our own client, which are in `access`.
@NullMarked
package dev.postern.interop;

import org.jspecify.annotations.NullMarked;
