package dev.postern.accounting;

/// What came of asking a gateway to end a session.
public sealed interface DisconnectOutcome {
  /// The gateway ends it; its Stop follows.
  record Acknowledged() implements DisconnectOutcome {}

  /// The gateway refused; `errorCause` is its Error-Cause (RFC 5176, section 3.5), 0 if it gave
  /// none.
  record Refused(int errorCause) implements DisconnectOutcome {}

  /// No proven reply came from this address and port.
  record Silent(String address, int port) implements DisconnectOutcome {}

  /// The gateway's settings say that it is not asked.
  record Off() implements DisconnectOutcome {}

  /// No enabled gateway of the session's is at the address that its records came from.
  record NoGateway(String address) implements DisconnectOutcome {}

  /// The session is over.
  record Over() implements DisconnectOutcome {}
}
