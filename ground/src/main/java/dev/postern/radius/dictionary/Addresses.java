package dev.postern.radius.dictionary;

import dev.postern.octets.Octets;
import java.net.Inet6Address;
import java.util.Optional;
import java.util.regex.Pattern;

/// IP addresses and prefixes as text and as octets. A text is read as it stands: no name is ever
/// looked up.
final class Addresses {
  private static final String PART = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(PART + "(?:\\." + PART + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
  private static final int IPV6_PARTS = 8;

  private Addresses() {}

  static Optional<Octets> ipv4(String text) {
    if (!IPV4.matcher(text).matches()) {
      return Optional.empty();
    }
    String[] parts = text.split("\\.", -1);
    byte[] octets = new byte[4];
    for (int i = 0; i < 4; i++) {
      octets[i] = (byte) Integer.parseInt(parts[i]);
    }
    return Optional.of(Octets.copyOf(octets));
  }

  static Optional<Octets> ipv6(String text) {
    if (!IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      byte[] octets = Inet6Address.ofLiteral(text).getAddress();
      return Optional.of(octets.length == 16 ? Octets.copyOf(octets) : mapped(octets));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// An IPv4 address in IPv6's clothes (RFC 4291, section 2.5.5.2), which the JDK undresses.
  private static Octets mapped(byte[] ipv4) {
    byte[] octets = new byte[16];
    octets[10] = (byte) 0xff;
    octets[11] = (byte) 0xff;
    System.arraycopy(ipv4, 0, octets, 12, 4);
    return Octets.copyOf(octets);
  }

  /// The address of 4 or 16 octets, IPv6 as RFC 5952 has it.
  static String text(Octets address) {
    if (address.length() == 4) {
      return "%d.%d.%d.%d".formatted(address.at(0), address.at(1), address.at(2), address.at(3));
    }
    int[] parts = new int[IPV6_PARTS];
    for (int i = 0; i < IPV6_PARTS; i++) {
      parts[i] = address.at(2 * i) << 8 | address.at(2 * i + 1);
    }
    int length = longestZeros(parts);
    int start = length < 2 ? IPV6_PARTS : firstZeros(parts, length);
    var text = new StringBuilder(joined(parts, 0, Math.min(start, IPV6_PARTS)));
    if (start < IPV6_PARTS) {
      text.append("::").append(joined(parts, start + length, IPV6_PARTS));
    }
    return text.toString();
  }

  private static String joined(int[] parts, int from, int to) {
    var text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i == from ? "" : ":").append(Integer.toHexString(parts[i]));
    }
    return text.toString();
  }

  private static int longestZeros(int[] parts) {
    int longest = 0;
    int run = 0;
    for (int part : parts) {
      run = part == 0 ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static int firstZeros(int[] parts, int length) {
    int run = 0;
    for (int i = 0; i < parts.length; i++) {
      run = parts[i] == 0 ? run + 1 : 0;
      if (run == length) {
        return i + 1 - length;
      }
    }
    return parts.length;
  }

  /// Whether all bits of the address after the first `length` are 0.
  static boolean fits(Octets address, int length) {
    for (int bit = length; bit < 8 * address.length(); bit++) {
      if ((address.at(bit / 8) >> (7 - bit % 8) & 1) != 0) {
        return false;
      }
    }
    return true;
  }
}
