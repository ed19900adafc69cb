package dev.postern.gateway;

/// What holds for the sessions of a gateway's users: the `most` that a user may have open, 0 for
/// any number, and at which port the gateway is asked to end one (RFC 5176), or [#OFF].
public record SessionPolicy(int most, int disconnectPort) {
  /// The gateway is not asked.
  public static final int OFF = 0;

  public static final SessionPolicy DEFAULT = new SessionPolicy(0, 3799);

  /// Whether the number of a user's sessions is limited.
  public boolean limited() {
    return most > 0;
  }
}
