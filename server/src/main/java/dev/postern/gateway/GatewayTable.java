package dev.postern.gateway;

import dev.postern.certificate.AlternativeName;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All enabled gateways by their networks, the most specific first, and by the names in their
/// certificates. Immutable, so that any number of event loops ask it without a lock.
///
/// For each prefix length in use there is one hash table of masked addresses; a look-up tries them
/// from the longest to the shortest. Addresses are compared as two longs, IPv4 in a family of its
/// own.
public final class GatewayTable implements Gateways, CertifiedGateways {
  public static final GatewayTable EMPTY = of(Map.of());

  /// The networks of one prefix length.
  private record Level(int prefixLength, Map<Bits, Gateway> gateways) {}

  /// An address, or the part of it that a prefix keeps; IPv4 stands in the upper half of `high`.
  private record Bits(long high, long low) {
    static Bits of(byte[] octets, int prefixLength) {
      long high = 0;
      long low = 0;
      for (int i = 0; i < octets.length; i++) {
        long octet = octets[i] & 0xffL;
        if (i < 8) {
          high |= octet << (56 - 8 * i);
        } else {
          low |= octet << (56 - 8 * (i - 8));
        }
      }
      return new Bits(high & mask(prefixLength), low & mask(prefixLength - 64));
    }

    private static long mask(int bits) {
      return bits <= 0 ? 0 : bits >= 64 ? -1 : -1L << (64 - bits);
    }
  }

  private final List<Level> ipv4;
  private final List<Level> ipv6;
  private final Map<AlternativeName, Named> named;

  private GatewayTable(List<Level> ipv4, List<Level> ipv6, Map<AlternativeName, Named> named) {
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
    this.named = Map.copyOf(named);
  }

  /// A gateway that is known by its certificate, from anywhere or from its networks alone.
  public record Named(Gateway gateway, boolean anywhere, List<Network> networks) {
    public Named {
      networks = List.copyOf(networks);
    }

    boolean mayAskFrom(InetAddress source) {
      return anywhere || networks.stream().anyMatch(network -> network.contains(source));
    }
  }

  public static GatewayTable of(Map<Network, Gateway> gateways) {
    return of(gateways, Map.of());
  }

  public static GatewayTable of(Map<Network, Gateway> gateways, Map<AlternativeName, Named> named) {
    return new GatewayTable(levels(gateways, 4), levels(gateways, 16), named);
  }

  private static List<Level> levels(Map<Network, Gateway> gateways, int octets) {
    var levels = new TreeMap<Integer, Map<Bits, Gateway>>(Comparator.reverseOrder());
    gateways.forEach((network, gateway) -> {
      byte[] address = network.address().getAddress();
      int length = network.prefixLength();
      if (address.length == octets) {
        levels.computeIfAbsent(length, _ -> new HashMap<>()).put(Bits.of(address, length), gateway);
      }
    });
    var list = new ArrayList<Level>();
    levels.forEach((length, level) -> list.add(new Level(length, Map.copyOf(level))));
    return List.copyOf(list);
  }

  @Override
  public Optional<Gateway> at(InetAddress source) {
    byte[] octets = source.getAddress();
    for (Level level : octets.length == 4 ? ipv4 : ipv6) {
      @Nullable Gateway gateway = level.gateways().get(Bits.of(octets, level.prefixLength()));
      if (gateway != null) {
        return Optional.of(gateway);
      }
    }
    return Optional.empty();
  }

  @Override
  public Certified certified(List<AlternativeName> names, InetAddress source) {
    var found = new TreeMap<String, Named>();
    for (AlternativeName name : names) {
      @Nullable Named owner = named.get(name);
      if (owner != null) {
        found.put(owner.gateway().name(), owner);
      }
    }
    if (found.isEmpty()) {
      return new Certified.Nobody();
    }
    if (found.size() > 1) {
      return new Certified.Several(List.copyOf(found.keySet()));
    }
    var owner = found.firstEntry().getValue();
    return owner.mayAskFrom(source)
        ? new Certified.Known(owner.gateway())
        : new Certified.Elsewhere(owner.gateway().name());
  }
}
