package dev.postern.eap;

import dev.postern.octets.SecretOctets;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a client says in the tunnel (RFC 5281, section 10): an attribute of a vendor, 0 for those
/// of RADIUS itself. One that is mandatory must be understood.
record TtlsAvp(int vendor, int code, boolean mandatory, SecretOctets value) {
  static final int USER_NAME = 1;
  static final int USER_PASSWORD = 2;
  static final int CHAP_PASSWORD = 3;
  static final int REPLY_MESSAGE = 18;
  static final int CHAP_CHALLENGE = 60;
  static final int EAP_MESSAGE = 79;

  /// Of Microsoft's (RFC 2548).
  static final int MICROSOFT = 311;

  static final int MS_CHAP_RESPONSE = 1;
  static final int MS_CHAP_CHALLENGE = 11;
  static final int MS_CHAP2_RESPONSE = 25;
  static final int MS_CHAP2_SUCCESS = 26;

  private static final int MOST = 64;
  private static final int HEADER = 8;
  private static final int VENDOR = 4;
  private static final int OF_VENDOR = 0x80;
  private static final int MANDATORY = 0x40;

  /// Reads all of them; empty if their lengths do not fit. The padding of the last may be missing.
  static Optional<List<TtlsAvp>> read(SecretOctets said) {
    byte[] octets = said.reveal();
    var found = new ArrayList<TtlsAvp>();
    int at = 0;
    while (at < octets.length) {
      int length = octets.length - at < HEADER ? 0 : number(octets, at + 4) & 0xff_ffff;
      int flags = length == 0 ? 0 : octets[at + 4];
      int head = (flags & OF_VENDOR) == 0 ? HEADER : HEADER + VENDOR;
      if (length < head || length > octets.length - at || found.size() == MOST) {
        return Optional.empty();
      }
      int vendor = head == HEADER ? 0 : number(octets, at + HEADER);
      var value = SecretOctets.copyOf(octets, at + head, at + length);
      found.add(new TtlsAvp(vendor, number(octets, at), (flags & MANDATORY) != 0, value));
      at += (length + 3) / 4 * 4;
    }
    return Optional.of(List.copyOf(found));
  }

  private static int number(byte[] octets, int at) {
    return (octets[at] & 0xff) << 24
        | (octets[at + 1] & 0xff) << 16
        | (octets[at + 2] & 0xff) << 8
        | (octets[at + 3] & 0xff);
  }

  boolean is(int ofVendor, int wanted) {
    return vendor == ofVendor && code == wanted;
  }

  /// As the server says it: to be understood, and padded.
  static SecretOctets said(int vendor, int code, byte[] value) {
    int head = vendor == 0 ? HEADER : HEADER + VENDOR;
    int length = head + value.length;
    var octets = ByteBuffer.allocate((length + 3) / 4 * 4);
    int flags = vendor == 0 ? MANDATORY : MANDATORY | OF_VENDOR;
    octets.putInt(code).putInt(flags << 24 | length);
    if (vendor != 0) {
      octets.putInt(vendor);
    }
    octets.put(value);
    return SecretOctets.copyOf(octets.array());
  }
}
