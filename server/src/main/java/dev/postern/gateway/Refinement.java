package dev.postern.gateway;

/// A policy for some of a gateway's requests: those that carry the named values in Connect-Info,
/// NAS-Identifier and Fortinet-Vdom-Name (S10). An empty value matches anything; `connectInfo` and
/// the others are compared without case.
public record Refinement(
    String connectInfo, String nasIdentifier, String vdom, GatewayPolicy policy) {
  /// Whether a request with these attribute values (empty where absent) is meant.
  public boolean matches(String connectInfo, String nasIdentifier, String vdom) {
    return fits(this.connectInfo, connectInfo)
        && fits(this.nasIdentifier, nasIdentifier)
        && fits(this.vdom, vdom);
  }

  Refinement withoutPrompt() {
    return new Refinement(connectInfo, nasIdentifier, vdom, policy.withoutPrompt());
  }

  private static boolean fits(String wanted, String sent) {
    return wanted.isEmpty() || wanted.equalsIgnoreCase(sent);
  }
}
