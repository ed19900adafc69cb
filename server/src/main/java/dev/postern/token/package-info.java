/// OTP tokens: [Token] is what the server knows of one, [TokenState] what may become of it, and
/// [CodeCheck] the rule that says whether a code is one of its codes. That no code is accepted
/// twice is not decided here but by the database, where logins are settled.
@NullMarked
package dev.postern.token;

import org.jspecify.annotations.NullMarked;
