package dev.postern.radius;

import dev.postern.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A RADIUS packet: code, identifier, the 16 octets of its authenticator, and its attributes in
/// their order. Attribute values are as on the wire: what is hidden stays hidden.
public record Packet(int code, int identifier, Octets authenticator, List<Attribute> attributes) {
  public static final int SHORTEST = 20;
  public static final int LONGEST = 4096;

  public Packet {
    attributes = List.copyOf(attributes);
  }

  public Optional<Octets> first(int type) {
    for (Attribute attribute : attributes) {
      if (attribute.type() == type) {
        return Optional.of(attribute.value());
      }
    }
    return Optional.empty();
  }

  public List<Octets> all(int type) {
    var found = new ArrayList<Octets>(2);
    for (Attribute attribute : attributes) {
      if (attribute.type() == type) {
        found.add(attribute.value());
      }
    }
    return List.copyOf(found);
  }

  public boolean has(int type) {
    return first(type).isPresent();
  }

  /// The value read as UTF-8, or the empty text if the attribute is absent.
  public String text(int type) {
    return first(type).map(Octets::utf8).orElse("");
  }

  /// The first sub-attribute of this vendor and type.
  public Optional<Octets> firstOfVendor(int vendor, int type) {
    for (Attribute attribute : attributes) {
      for (var sub : attribute.ofVendor()) {
        if (sub.vendor() == vendor && sub.type() == type) {
          return Optional.of(sub.value());
        }
      }
    }
    return Optional.empty();
  }

  /// What kind of packet, its identifier, and how many attributes: never a value.
  @Override
  public String toString() {
    return PacketCode.name(code) + " " + identifier + ", " + attributes.size() + " attributes";
  }
}
