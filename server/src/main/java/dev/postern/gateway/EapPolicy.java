package dev.postern.gateway;

import java.util.List;

/// How a gateway may ask by EAP: `methods` that it may ask by, the one first that its clients are
/// offered first, and none if EAP is off. One that the node can't speak, for want of a certificate
/// or what else it takes, is not offered. With `certificateAlone` a client's certificate is enough
/// for EAP-TLS, whatever tokens its user has. `prompt` is how a code is asked for where the method
/// itself has no place for it.
public record EapPolicy(List<EapType> methods, boolean certificateAlone, EapPrompt prompt) {
  public static final EapPolicy DEFAULT =
      new EapPolicy(List.of(EapType.TTLS, EapType.PEAP, EapType.MSCHAPV2), false, EapPrompt.OFF);

  public EapPolicy {
    methods = List.copyOf(methods);
  }
}
