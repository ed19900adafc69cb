package dev.postern.radius.dictionary;

import dev.postern.octets.Octets;

/// What a dictionary says of an attribute: its name, its number ([#type]) among its vendor's, the
/// form of its value, and whether a tag (RFC 2868) precedes the value.
public record AttributeDefinition(
    String name,
    Vendor vendor,
    int type,
    AttributeType valueType,
    boolean hasTag,
    Encryption encryption,
    ValueNames values) {
  private static final int MAX_STANDARD = 255 - 2;
  private static final int MAX_VENDOR_SPECIFIC = MAX_STANDARD - 4 - 2;

  /// Stands for an attribute that no dictionary knows, and gives it FreeRADIUS's name for such:
  /// `Attr-200`, or `Attr-26.9.7` for a vendor's.
  static AttributeDefinition unknown(Vendor vendor, int type) {
    String name =
        vendor.id() == 0
            ? "Attr-" + type
            : "Attr-26." + Integer.toUnsignedString(vendor.id()) + "." + type;
    return new AttributeDefinition(
        name, vendor, type, AttributeType.OCTETS, false, Encryption.NONE, ValueNames.NONE);
  }

  /// Whether it travels inside a Vendor-Specific attribute (RFC 2865, section 5.26).
  public boolean vendorSpecific() {
    return vendor.id() != 0;
  }

  /// Whether its value lets somebody in, or helps to, and so must not be shown.
  public boolean sensitive() {
    return encryption != Encryption.NONE || SensitiveAttributes.contains(this);
  }

  /// The longest value that one attribute can bear, its tag included.
  public int maxLength() {
    return vendorSpecific() ? MAX_VENDOR_SPECIFIC : MAX_STANDARD;
  }

  /// Makes the value that `text` says, as an operator writes it in a rule or on the command line: a
  /// value's name or number, an address, `0x` and hex digits, or the text itself. `:1:VLAN` puts
  /// tag 1 before the value.
  public EncodingOutcome encode(String text) {
    return ValueEncoder.encode(this, text);
  }

  /// Shows a value for a log or a terminal, on one line, without any control character; a sensitive
  /// one as `[redacted]`, one that does not fit its type as `0x` and hex digits.
  public String describe(Octets value) {
    return ValueDescriber.describe(this, value);
  }

  /// As [#describe], a sensitive value too: for those alone who may see it.
  public String reveal(Octets value) {
    return ValueDescriber.reveal(this, value);
  }
}
