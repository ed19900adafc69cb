/// Who does something here: an [Actor] is handed to whatever changes something, and stands in the
/// audit beside the change.
///
/// What an operator or a key may do is not here, nor what is known of them: that is room
/// `operator`.
@NullMarked
package dev.postern.actor;

import org.jspecify.annotations.NullMarked;
