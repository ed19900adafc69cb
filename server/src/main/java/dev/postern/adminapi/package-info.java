/// HTTP for operators. Start with [AdminDoor]: it finds the [Caller] behind a request's key, looks
/// up in [Permission] whether their role may do what the [AdminRoute] does, and only then lets the
/// route answer. Each noun has a class that lists its routes (`…Routes`); it maps wire records to
/// nouns and calls their ports.
///
/// No seed, password or hash of one ever leaves by here (S25).
@NullMarked
package dev.postern.adminapi;

import org.jspecify.annotations.NullMarked;
