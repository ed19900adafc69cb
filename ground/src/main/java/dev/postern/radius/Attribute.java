package dev.postern.radius;

import dev.postern.octets.Octets;
import java.util.ArrayList;
import java.util.List;

/// A type and a value of at most 253 octets (RFC 2865, section 5), hidden as it was on the wire.
public record Attribute(int type, Octets value) {
  public static final int LONGEST_VALUE = 253;
  private static final int VENDOR_HEADER = 6; // vendor id, vendor type, vendor length

  public Attribute {
    if (type < 1 || type > 255) {
      throw new IllegalArgumentException("attribute type " + type + " is not 1 to 255");
    }
    if (value.length() > LONGEST_VALUE) {
      throw new IllegalArgumentException(
          "attribute " + type + " of " + value.length() + " octets is longer than 253");
    }
  }

  /// How many octets it takes in a packet.
  public int length() {
    return 2 + value.length();
  }

  public static Attribute text(int type, String text) {
    return new Attribute(type, Octets.utf8(text));
  }

  /// A Vendor-Specific attribute with one sub-attribute in the recommended form (RFC 2865, section
  /// 5.26).
  public static Attribute vendor(int vendor, int type, Octets value) {
    var octets = new byte[VENDOR_HEADER + value.length()];
    octets[0] = (byte) (vendor >>> 24);
    octets[1] = (byte) (vendor >>> 16);
    octets[2] = (byte) (vendor >>> 8);
    octets[3] = (byte) vendor;
    octets[4] = (byte) type;
    octets[5] = (byte) (value.length() + 2);
    value.copyTo(octets, VENDOR_HEADER);
    return new Attribute(AttributeNumber.VENDOR_SPECIFIC, Octets.copyOf(octets));
  }

  /// A sub-attribute of a Vendor-Specific attribute.
  public record OfVendor(int vendor, int type, Octets value) {}

  /// The sub-attributes within, if this is a Vendor-Specific attribute in the recommended form;
  /// none if it is anything else, for what a vendor puts there is its own affair (RFC 2865, section
  /// 5.26).
  public List<OfVendor> ofVendor() {
    if (type != AttributeNumber.VENDOR_SPECIFIC || value.length() < VENDOR_HEADER) {
      return List.of();
    }
    int vendor = value.at(0) << 24 | value.at(1) << 16 | value.at(2) << 8 | value.at(3);
    var found = new ArrayList<OfVendor>(1);
    int at = 4;
    while (at < value.length()) {
      int length = at + 1 < value.length() ? value.at(at + 1) : 0;
      if (length < 2 || at + length > value.length()) {
        return List.of();
      }
      found.add(new OfVendor(vendor, value.at(at), value.slice(at + 2, at + length)));
      at += length;
    }
    return List.copyOf(found);
  }
}
