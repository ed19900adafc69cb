package dev.postern.bench.eap;

import dev.postern.octets.Octets;
import java.util.Optional;

/// An EAP packet (RFC 3748, section 4); Success and Failure have neither type nor data.
record EapFrame(int code, int identifier, int type, Octets data) {
  static final int REQUEST = 1;
  static final int RESPONSE = 2;
  static final int SUCCESS = 3;

  static final int IDENTITY = 1;
  static final int NAK = 3;

  private static final int HEADER = 4;

  static EapFrame response(int identifier, int type, Octets data) {
    return new EapFrame(RESPONSE, identifier, type, data);
  }

  static Optional<EapFrame> read(Octets octets) {
    if (octets.length() < HEADER || (octets.at(2) << 8 | octets.at(3)) != octets.length()) {
      return Optional.empty();
    }
    return Optional.of(
        octets.length() == HEADER
            ? new EapFrame(octets.at(0), octets.at(1), 0, Octets.empty())
            : new EapFrame(
                octets.at(0), octets.at(1), octets.at(4), octets.slice(5, octets.length())));
  }

  Octets octets() {
    int length = HEADER + 1 + data.length();
    byte[] octets = new byte[length];
    octets[0] = (byte) code;
    octets[1] = (byte) identifier;
    octets[2] = (byte) (length >> 8);
    octets[3] = (byte) length;
    octets[HEADER] = (byte) type;
    data.copyTo(octets, HEADER + 1);
    return Octets.copyOf(octets);
  }
}
