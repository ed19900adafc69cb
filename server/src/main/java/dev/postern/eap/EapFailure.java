package dev.postern.eap;

/// Why a conversation ended before there was a password to examine.
public enum EapFailure {
  /// No method is on for this gateway.
  OFF,
  /// The client takes none of the methods that are on for this gateway.
  NO_METHOD,
  /// The State belongs to no conversation that is open on this node.
  NO_CONVERSATION,
  /// What was sent is not what the method knows, or went on without end.
  BROKEN
}
