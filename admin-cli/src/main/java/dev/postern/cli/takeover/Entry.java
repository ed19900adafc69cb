package dev.postern.cli.takeover;

import org.jspecify.annotations.Nullable;

/// What stands on a line of a file.
public sealed interface Entry {
  long line();

  /// A user, a token, or a user's token.
  ///
  /// @param origin how the other system would call it, or empty
  record Sound(long line, @Nullable ForeignUser user, @Nullable ForeignToken token, String origin)
      implements Entry {
    Sound(long line, @Nullable ForeignUser user, @Nullable ForeignToken token) {
      this(line, user, token, "");
    }
  }

  /// Something that can't be taken.
  record Refused(long line, String reason) implements Entry {}

  /// Something that is left out, or that the operator should know.
  record Remark(long line, String words) implements Entry {}
}
