/// Bytes as values: [Octets] that compare and print, and [SecretOctets] that do neither.
@NullMarked
package dev.postern.octets;

import org.jspecify.annotations.NullMarked;
