package dev.postern.doctor;

import java.util.List;

/// Whether a gateway must prove its requests by a Message-Authenticator (CVE-2024-3596).
final class ProofCheck implements GatewayCheck {
  @Override
  public List<Finding> look(ExaminedGateway gateway) {
    if (gateway.rules().requireMessageAuthenticator()) {
      return List.of();
    }
    String change = "posternctl gateway change " + gateway.name();
    return gateway.rules().limitProxyState()
        ? List.of(
            Finding.advice(
                gateway.about(),
                "its requests are answered without Message-Authenticator",
                "once it sends them: " + change + " --require-message-authenticator"))
        : List.of(
            Finding.wrong(
                gateway.about(),
                "replies to it can be forged: neither Message-Authenticator is required nor"
                    + " Proxy-State limited (CVE-2024-3596)",
                change + " --limit-proxy-state"));
  }
}
