package dev.postern.doctor;

import java.util.List;

/// Looks at one side of a gateway.
interface GatewayCheck {
  List<Finding> look(ExaminedGateway gateway);
}
