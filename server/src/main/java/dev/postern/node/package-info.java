/// The nodes of an installation: who they are ([Nodes]), which of them live, and whether this one's
/// clock may be trusted ([ClockWatch]). A node is a data folder: [NodeIdentity] keeps its name for
/// life there.
@NullMarked
package dev.postern.node;

import org.jspecify.annotations.NullMarked;
