package dev.postern.gateway;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// A range of addresses in CIDR form; a single address has all its bits in the prefix.
public record Network(InetAddress address, int prefixLength) {
  public Network {
    if (prefixLength < 0 || prefixLength > address.getAddress().length * 8) {
      throw new IllegalArgumentException(address.getHostAddress() + " has no /" + prefixLength);
    }
    address = masked(address, prefixLength);
  }

  /// Reads `203.0.113.9`, `203.0.113.0/24`, `2001:db8::/32`; empty if it is none of these. Nothing
  /// is ever asked of DNS.
  public static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    try {
      var address = InetAddress.ofLiteral(host);
      int bits = address.getAddress().length * 8;
      int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
      return prefix < 0 || prefix > bits
          ? Optional.empty()
          : Optional.of(new Network(address, prefix));
    } catch (IllegalArgumentException _) { // no literal, or no number
      return Optional.empty();
    }
  }

  /// Whether the text, of which it was parsed, names its first address and not one within it.
  public boolean isNamedBy(String text) {
    int slash = text.indexOf('/');
    return address.equals(InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)));
  }

  public boolean contains(InetAddress other) {
    return other.getAddress().length == address.getAddress().length
        && masked(other, prefixLength).equals(address);
  }

  static InetAddress masked(InetAddress address, int prefixLength) {
    byte[] octets = address.getAddress();
    for (int i = 0; i < octets.length; i++) {
      int kept = Math.clamp(prefixLength - i * 8L, 0, 8);
      octets[i] &= (byte) (0xff << (8 - kept));
    }
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new AssertionError(e); // the length is that of an address
    }
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + prefixLength;
  }
}
