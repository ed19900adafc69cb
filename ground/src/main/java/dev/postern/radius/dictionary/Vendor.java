package dev.postern.radius.dictionary;

/// Who numbers an attribute: a maker with its private enterprise number, or the RFCs.
///
/// A number from the wire may be any 32 bits; a dictionary's is from 1 to [#HIGHEST_ID].
public record Vendor(int id, String name) {
  /// The RFCs' own attributes, which travel outside Vendor-Specific.
  public static final Vendor STANDARD = new Vendor(0, "RFC");

  /// RFC 2865, section 5.26, keeps the first of the number's four octets 0.
  static final int HIGHEST_ID = 0xffffff;

  /// Stands for a maker that no dictionary knows.
  static Vendor unknown(int id) {
    return new Vendor(id, "vendor " + Integer.toUnsignedString(id));
  }
}
