/// The people and machines that run Postern: an [Operator] is a person with a password and a token
/// of their own, an [ApiKey] is what they or a script show at each request. What a [Role] may do is
/// decided at the door, `adminapi`.
@NullMarked
package dev.postern.operator;

import org.jspecify.annotations.NullMarked;
