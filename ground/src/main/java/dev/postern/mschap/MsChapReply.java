package dev.postern.mschap;

import static dev.postern.mschap.Microsoft.CHAP2_SUCCESS;
import static dev.postern.mschap.Microsoft.CHAP_ERROR;
import static dev.postern.mschap.Microsoft.MPPE_RECEIVE_KEY;
import static dev.postern.mschap.Microsoft.MPPE_SEND_KEY;
import static dev.postern.mschap.Microsoft.VENDOR;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.Packet;
import dev.postern.radius.SaltedSecret;
import dev.postern.radius.Salts;
import dev.postern.radius.SharedSecret;
import java.util.List;
import java.util.Optional;

/// What MS-CHAP puts into replies (RFC 2548), and how a client reads it.
public final class MsChapReply {
  private MsChapReply() {}

  /// MS-CHAP2-Success (RFC 2548, section 2.3.3), for the final Accept of the login that
  /// [MsChapV2Proof#identifier] began.
  public static Attribute success(int identifier, MsChapV2Success success) {
    return identified(CHAP2_SUCCESS, identifier, success.authenticatorResponse().reveal());
  }

  /// MS-CHAP-Error (RFC 2548, section 2.1.5).
  public static Attribute error(int identifier, MsChapError error) {
    return identified(CHAP_ERROR, identifier, Octets.utf8(error.text()).toArray());
  }

  private static Attribute identified(int type, int identifier, byte[] text) {
    byte[] value = new byte[1 + text.length];
    value[0] = (byte) identifier;
    System.arraycopy(text, 0, value, 1, text.length);
    return Attribute.vendor(VENDOR, type, Octets.copyOf(value));
  }

  /// MS-MPPE-Send-Key and MS-MPPE-Recv-Key (RFC 2548, sections 2.4.2 and 2.4.3), hidden under the
  /// authenticator of the request that is answered, which after a challenge is not the one with the
  /// proof. All salts of a packet come from the same [Salts].
  public static List<Attribute> keys(
      MppeKeys keys, Packet request, SharedSecret secret, Salts salts) {
    Octets asked = request.authenticator();
    return List.of(
        Attribute.vendor(
            VENDOR, MPPE_SEND_KEY, SaltedSecret.hide(keys.send(), salts.next(), asked, secret)),
        Attribute.vendor(
            VENDOR,
            MPPE_RECEIVE_KEY,
            SaltedSecret.hide(keys.receive(), salts.next(), asked, secret)));
  }

  /// The server's proof in an Accept; empty if there is none.
  public static Optional<SecretOctets> successOf(Packet reply) {
    return reply
        .firstOfVendor(VENDOR, CHAP2_SUCCESS)
        .filter(value -> !value.isEmpty())
        .map(value -> SecretOctets.copyOf(value.toArray(), 1, value.length()));
  }

  /// Why the server rejected, if it says so in the form of the RFC.
  public static Optional<MsChapError> errorOf(Packet reply) {
    return reply
        .firstOfVendor(VENDOR, CHAP_ERROR)
        .filter(value -> !value.isEmpty())
        .flatMap(value -> MsChapError.parse(value.slice(1, value.length()).utf8()));
  }

  /// The keys of a reply; empty if it does not bear both, hidden for this request.
  public static Optional<MppeKeys> keysOf(Packet reply, Packet request, SharedSecret secret) {
    return key(MPPE_SEND_KEY, reply, request, secret)
        .flatMap(send ->
            key(MPPE_RECEIVE_KEY, reply, request, secret)
                .map(receive -> new MppeKeys(send, receive)));
  }

  private static Optional<SecretOctets> key(
      int type, Packet reply, Packet request, SharedSecret secret) {
    return reply
        .firstOfVendor(VENDOR, type)
        .flatMap(hidden -> SaltedSecret.reveal(hidden, request.authenticator(), secret));
  }
}
