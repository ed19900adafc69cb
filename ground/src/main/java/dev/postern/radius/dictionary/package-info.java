/// What the numbers in a RADIUS packet mean: names, types and values of attributes, and the way
/// from text to a value's octets and back.
///
/// Start at [Dictionary]. It is read from files in FreeRADIUS's format, those of the module
/// `dictionaries` and an operator's own. tinyradius reads their lines ([DictionaryReader]); its
/// types stay in here, and nothing of it outlives the reading.
///
/// Not here: packets, the framing of attributes in them, and encryption. A value that is encrypted
/// on the wire is not shown, and leaves this room as [EncodingOutcome.Hidden], yet to be encrypted.
@NullMarked
package dev.postern.radius.dictionary;

import org.jspecify.annotations.NullMarked;
