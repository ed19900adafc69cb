package dev.postern.bench.eap;

import dev.postern.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// Messages of TLS in EAP packets, seen by the client (RFC 5216, section 2.1.5).
final class Fragments {
  private static final int LENGTH_INCLUDED = 0x80;
  private static final int MORE = 0x40;
  private static final int LONGEST = 1000;

  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private Octets sending = Octets.empty();
  private int sent;

  /// The whole message that this data ends; empty if [#next] is to be sent first.
  Optional<Octets> take(Octets data) {
    if (sent < sending.length()) {
      return Optional.empty();
    }
    int from = (data.at(0) & LENGTH_INCLUDED) != 0 ? 5 : 1;
    received.writeBytes(data.slice(from, data.length()).toArray());
    if ((data.at(0) & MORE) != 0) {
      return Optional.empty();
    }
    var whole = Octets.copyOf(received.toByteArray());
    received.reset();
    return Optional.of(whole);
  }

  Octets send(Octets message) {
    sending = message;
    sent = 0;
    return next();
  }

  /// What is left of the message, as far as it fits, or an acknowledgement if nothing is.
  Octets next() {
    int end = Math.min(sending.length(), sent + LONGEST);
    boolean more = end < sending.length();
    boolean first = more && sent == 0;
    int head = first ? 5 : 1;
    byte[] data = new byte[head + end - sent];
    data[0] = (byte) ((more ? MORE : 0) | (first ? LENGTH_INCLUDED : 0));
    if (first) {
      data[3] = (byte) (sending.length() >> 8);
      data[4] = (byte) sending.length();
    }
    sending.slice(sent, end).copyTo(data, head);
    sent = end;
    return Octets.copyOf(data);
  }
}
