package dev.postern.gateway;

import dev.postern.certificate.AlternativeName;
import java.net.InetAddress;
import java.util.List;

/// Finds the gateway that a certificate belongs to. Asked on the event loop: answers from memory,
/// and is at most a second behind the database.
public interface CertifiedGateways {
  /// The enabled gateway that has one of these names, if it may ask from this address.
  Certified certified(List<AlternativeName> names, InetAddress source);
}
