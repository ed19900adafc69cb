package dev.postern.approval;

/// What a second operator is asked for.
public enum What {
  /// A new token for a user whose e-mail or phone was changed lately: whoever had the address
  /// changed may be a thief who asks for the token next.
  REISSUE
}
