package dev.postern.eap;

import dev.postern.octets.Octets;
import java.util.Optional;

/// An EAP packet (RFC 3748, section 4). `type` is 0 and `data` empty where its code has none:
/// Success and Failure.
record EapPacket(int code, int identifier, int type, Octets data) {
  static final int REQUEST = 1;
  static final int RESPONSE = 2;
  private static final int SUCCESS = 3;
  private static final int FAILURE = 4;

  static final int IDENTITY = 1;
  static final int NAK = 3;
  static final int GTC = 6;
  static final int TLS = 13;
  static final int TTLS = 21;
  static final int PEAP = 25;
  static final int MSCHAPV2 = 26;

  private static final int HEADER = 4;

  static EapPacket request(int identifier, int type, Octets data) {
    return new EapPacket(REQUEST, identifier, type, data);
  }

  static EapPacket success(int identifier) {
    return new EapPacket(SUCCESS, identifier, 0, Octets.empty());
  }

  /// One that is longer than a Success may be (RFC 3748, section 4.2), as Fortinet has it.
  static EapPacket successNaming(int identifier, int type, Octets data) {
    return new EapPacket(SUCCESS, identifier, type, data);
  }

  static EapPacket failure(int identifier) {
    return new EapPacket(FAILURE, identifier, 0, Octets.empty());
  }

  /// Reads a Response, which is all that a server is sent; empty for anything else. Octets after
  /// its Length are padding (RFC 3748, section 4.1).
  static Optional<EapPacket> response(Octets octets) {
    if (octets.length() <= HEADER || octets.at(0) != RESPONSE) {
      return Optional.empty();
    }
    int length = octets.at(2) << 8 | octets.at(3);
    return length <= HEADER || length > octets.length()
        ? Optional.empty()
        : Optional.of(
            new EapPacket(
                RESPONSE, octets.at(1), octets.at(HEADER), octets.slice(HEADER + 1, length)));
  }

  Octets encoded() {
    int length = type == 0 ? HEADER : HEADER + 1 + data.length();
    byte[] octets = new byte[length];
    octets[0] = (byte) code;
    octets[1] = (byte) identifier;
    octets[2] = (byte) (length >> 8);
    octets[3] = (byte) length;
    if (type != 0) {
      octets[HEADER] = (byte) type;
      data.copyTo(octets, HEADER + 1);
    }
    return Octets.copyOf(octets);
  }

  /// Nothing of the data, which may be a password.
  @Override
  public String toString() {
    return "EAP code " + code + " identifier " + identifier + " type " + type;
  }
}
