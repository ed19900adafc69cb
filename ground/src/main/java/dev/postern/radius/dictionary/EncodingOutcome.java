package dev.postern.radius.dictionary;

import dev.postern.octets.Octets;

/// What became of a text that was to be an attribute's value.
public sealed interface EncodingOutcome {
  /// The value's octets, tag included, without the attribute's type and length.
  record Encoded(Octets value) implements EncodingOutcome {}

  /// The text cannot be this attribute's value; `reason` says why, in one line that fits after the
  /// attribute's name.
  record Unsuitable(String reason) implements EncodingOutcome {}
}
