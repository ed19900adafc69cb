package dev.postern.radius.dictionary;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;

/// What became of a text that was to be an attribute's value.
public sealed interface EncodingOutcome {
  /// A value that an attribute can bear.
  sealed interface Made extends EncodingOutcome {}

  /// The value's octets, tag included, without the attribute's type and length.
  record Encoded(Octets value) implements Made {}

  /// A value that goes out only in a reply, and hidden: behind its `tag`, which is one octet or
  /// none, stand the salt and the hidden octets (RFC 2868, section 3.5).
  record Hidden(Octets tag, SecretOctets value) implements Made {}

  /// The text cannot be this attribute's value; `reason` says why, in one line that fits after the
  /// attribute's name.
  record Unsuitable(String reason) implements EncodingOutcome {}
}
