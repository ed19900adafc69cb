package dev.postern.eap;

import dev.postern.octets.Octets;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/// Messages of TLS, in as many EAP packets as they take (RFC 5216, section 2.1.5; RFC 5281, section
/// 9.2). For one thread at a time.
final class TlsFragments {
  static final int START = 0x20;
  private static final int LENGTH_INCLUDED = 0x80;
  private static final int MORE = 0x40;
  private static final int VERSION = 0x07;
  private static final int LENGTH = 4;

  /// The longest message that is taken: a client's chain of certificates fits in.
  private static final int LONGEST = 32 * 1024;

  private ByteArrayOutputStream received = new ByteArrayOutputStream(0);
  private Octets sending = Octets.empty();
  private int sent;

  /// What comes of a packet's data.
  sealed interface Taken {
    /// A whole message, perhaps an empty one.
    record Whole(Octets message) implements Taken {}

    /// This is to be sent first.
    record First(Octets data) implements Taken {}

    record Bad() implements Taken {}
  }

  /// Takes data of at most `longest` octets and answers within the same bound.
  Taken take(Octets data, int longest) {
    var payload = payload(data);
    if (payload == null) {
      return new Taken.Bad();
    }
    boolean more = (data.at(0) & MORE) != 0;
    if (sent < sending.length()) {
      boolean acknowledged = payload.isEmpty() && !more;
      return acknowledged ? new Taken.First(next(longest)) : new Taken.Bad();
    }
    received.writeBytes(payload.toArray());
    if (received.size() > LONGEST || (more && payload.isEmpty())) {
      return new Taken.Bad();
    }
    if (more) {
      return new Taken.First(Octets.copyOf(new byte[1]));
    }
    var message = Octets.copyOf(received.toByteArray());
    received = new ByteArrayOutputStream(0); // nothing of it is kept while the client thinks
    return new Taken.Whole(message);
  }

  private static @Nullable Octets payload(Octets data) {
    if (data.isEmpty() || (data.at(0) & (START | VERSION)) != 0) {
      return null;
    }
    int from = (data.at(0) & LENGTH_INCLUDED) != 0 ? 1 + LENGTH : 1;
    return from > data.length() ? null : data.slice(from, data.length());
  }

  /// The first packet's data of a message, which may be empty.
  Octets send(Octets message, int longest) {
    sending = message;
    sent = 0;
    return next(longest);
  }

  /// Only the first of several says how long the whole is.
  private Octets next(int longest) {
    boolean fits = sending.length() - sent <= longest - 1;
    boolean first = sent == 0 && !fits;
    int head = first ? 1 + LENGTH : 1;
    int end = fits ? sending.length() : sent + longest - head;
    byte[] data = new byte[head + end - sent];
    data[0] = (byte) ((first ? LENGTH_INCLUDED : 0) | (fits ? 0 : MORE));
    if (first) {
      for (int i = 0; i < LENGTH; i++) {
        data[1 + i] = (byte) (sending.length() >>> (8 * (LENGTH - 1 - i)));
      }
    }
    sending.slice(sent, end).copyTo(data, head);
    sent = fits ? 0 : end;
    sending = fits ? Octets.empty() : sending;
    return Octets.copyOf(data);
  }
}
