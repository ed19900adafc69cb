/// The arithmetic of one-time codes (RFC 4226, RFC 6238) and the key URI that carries a token key
/// into an app.
///
/// Start at [Otp]. Nothing here knows windows, drift or what was accepted before: which counter is
/// tried, and whether a code counts, is the business of the token room.
@NullMarked
package dev.postern.otp;

import org.jspecify.annotations.NullMarked;
