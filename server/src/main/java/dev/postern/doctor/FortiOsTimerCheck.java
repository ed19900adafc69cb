package dev.postern.doctor;

import dev.postern.gateway.Refinement;
import java.util.List;

/// Reminds of FortiOS bug 1087651, by which some releases misapply the wait on IKEv2 (S11). Which
/// release a gateway runs no packet tells; that it speaks IKEv2 a refinement of its policy may.
final class FortiOsTimerCheck implements GatewayCheck {
  private static final String IKEV2 = "vpn-ikev2";

  @Override
  public List<Finding> look(ExaminedGateway gateway) {
    return gateway.rules().refinements().stream()
            .map(Refinement::connectInfo)
            .anyMatch(IKEV2::equalsIgnoreCase)
        ? List.of(
            Finding.advice(
                gateway.about(),
                "it asks for IKEv2, where FortiOS 7.2.10 and later 7.2, 7.4.5 to 7.4.7, 7.6.1 and"
                    + " 7.6.2 misapply the wait (bug 1087651)",
                "on such a release update to 7.4.8, 7.6.3 or later"))
        : List.of();
  }
}
