package dev.postern.gateway;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the audit tells of a changed gateway: each thing that differs, as it is now (empty: back to
/// the default). Secrets are no part of it.
public final class GatewayChanges {
  private GatewayChanges() {}

  public static Map<String, String> of(RegisteredGateway added) {
    return texts(added);
  }

  public static Map<String, String> between(RegisteredGateway before, RegisteredGateway after) {
    return Differences.between(texts(before), texts(after));
  }

  private static Map<String, String> texts(RegisteredGateway gateway) {
    var texts = new TreeMap<>(gateway.settings().values());
    texts.put("enabled", gateway.enabled() ? "yes" : "no");
    texts.put(
        "networks",
        gateway.networks().stream().map(Network::toString).collect(Collectors.joining(" ")));
    int number = 0;
    for (var refined : gateway.settings().refined()) {
      texts.put("refinement " + ++number, text(refined));
    }
    return texts;
  }

  private static String text(GatewaySettings.Refined refined) {
    return "connect-info=%s nas-identifier=%s vdom=%s: %s"
        .formatted(
            refined.connectInfo(), refined.nasIdentifier(), refined.vdom(), refined.values());
  }
}
