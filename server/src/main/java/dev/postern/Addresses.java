package dev.postern;

import dev.postern.http.HttpSettings;
import java.net.InetAddress;

/// Addresses as they are written in a URL (RFC 3986, section 3.2.2).
final class Addresses {
  private Addresses() {}

  static String text(HttpSettings settings, int port) {
    return text(settings.address()) + ":" + port;
  }

  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    return text.contains(":") ? "[" + text + "]" : text;
  }
}
