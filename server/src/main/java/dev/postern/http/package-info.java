/// What all our HTTP shares: [HttpListener] serves [Route]s over TLS, within [HttpSettings]'s
/// limits; a [Handler] turns a [Request] into an [Answer]. Start with [HttpListener].
///
/// Helidon and Jackson stay behind these few types. Who may do what is not decided here, nor is
/// anything known of operators or phones: every door brings its own routes.
@NullMarked
package dev.postern.http;

import org.jspecify.annotations.NullMarked;
