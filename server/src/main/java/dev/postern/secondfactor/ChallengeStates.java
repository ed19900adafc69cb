package dev.postern.secondfactor;

import dev.postern.crypto.KeyRing;
import dev.postern.crypto.Sealed;
import dev.postern.crypto.Sealer;
import dev.postern.crypto.UnsealFailed;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.token.TokenSerial;
import dev.postern.user.UserId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// Challenges as State attributes (RFC 2865, section 5.24): sealed under a key that all nodes
/// derive from the key-encryption key, with the gateway's name as associated data, so that a State
/// can't be guessed, read, or used by another gateway; in base64url, since some gateways mangle
/// octets that are no text. All are of one length, so that a decoy (S8) looks like any other.
public final class ChallengeStates {
  private static final String PURPOSE = "challenge-state";
  private static final byte VERSION = 2;
  private static final int LONGEST = 253;
  private static final int LONGEST_SERIAL = 32;

  /// A decoy has a reason, which is the shorter, and carries nothing.
  private static final int PLAIN =
      1 + 16 + 16 + 8 + 1 + 1 + 1 + ChallengeState.MOST_CARRIED + 1 + LONGEST_SERIAL + 8;

  private final Sealer sealer;

  public ChallengeStates(KeyRing ring, SecureRandom random) {
    this.sealer = new Sealer(ring.derived(PURPOSE), random);
  }

  /// Works with another ring from now on; what was sealed under its older keys still opens.
  public void take(KeyRing ring) {
    sealer.take(ring.derived(PURPOSE));
  }

  public Octets seal(ChallengeState state, String gateway) {
    return encoded(sealer.seal(write(state), gateway).octets());
  }

  private static Octets encoded(Octets sealed) {
    return Octets.utf8(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.toArray()));
  }

  /// The challenge that we sealed for this gateway, though its time may be over; empty if it is
  /// none of ours.
  public Optional<ChallengeState> open(Octets state, String gateway) {
    if (state.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      var octets = Octets.copyOf(Base64.getUrlDecoder().decode(state.utf8()));
      if (!encoded(octets).equals(state)) {
        return Optional.empty(); // bits of the last character that mean nothing were changed
      }
      return Optional.of(read(sealer.unseal(Sealed.parse(octets), gateway)));
    } catch (IllegalArgumentException | UnsealFailed | BufferUnderflowException _) {
      return Optional.empty(); // no State of ours: the network may send anything
    }
  }

  private static SecretOctets write(ChallengeState state) {
    var next = state.next();
    byte[] serial = ascii(next == null ? "" : next.serial().text());
    byte[] rejection = ascii(state.rejection());
    var buffer = ByteBuffer.allocate(PLAIN);
    put(buffer.put(VERSION), state.id());
    put(buffer, state.user().value());
    buffer.putLong(state.expires().toEpochMilli());
    buffer.put((byte) state.asked());
    buffer.put((byte) rejection.length).put(rejection);
    buffer.put((byte) state.carried().length()).put(state.carried().reveal());
    buffer.put((byte) serial.length).put(serial);
    if (next != null) {
      buffer.putLong(next.step());
    }
    return SecretOctets.copyOf(buffer.array());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String ascii(ByteBuffer buffer) {
    var octets = new byte[buffer.get()];
    buffer.get(octets);
    return new String(octets, StandardCharsets.US_ASCII);
  }

  private static void put(ByteBuffer buffer, UUID id) {
    buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static ChallengeState read(SecretOctets plain) {
    var buffer = ByteBuffer.wrap(plain.reveal());
    if (buffer.get() != VERSION) {
      throw new IllegalArgumentException("a State of another version");
    }
    var id = new UUID(buffer.getLong(), buffer.getLong());
    var user = new UserId(new UUID(buffer.getLong(), buffer.getLong()));
    var expires = Instant.ofEpochMilli(buffer.getLong());
    int asked = buffer.get();
    String rejection = ascii(buffer);
    var carried = new byte[buffer.get()];
    buffer.get(carried);
    String serial = ascii(buffer);
    var next =
        serial.isEmpty()
            ? null
            : new ChallengeState.NextCode(new TokenSerial(serial), buffer.getLong());
    return new ChallengeState(
        id, user, expires, asked, rejection, next, SecretOctets.copyOf(carried));
  }
}
