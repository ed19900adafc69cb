package dev.postern.doctor;

import dev.postern.gateway.GatewayRules;
import dev.postern.gateway.RegisteredGateway;
import java.util.OptionalInt;

/// A gateway as the doctor sees it. `secretLength` is its present secret's in octets, absent if the
/// asked node can't open it.
record ExaminedGateway(RegisteredGateway registered, GatewayRules rules, OptionalInt secretLength) {
  String name() {
    return registered.name();
  }

  String about() {
    return "gateway " + name();
  }
}
