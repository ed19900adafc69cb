package dev.postern.bench.eap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.Optional;

/// EAP-TTLS with PAP inside (RFC 5281).
public final class TtlsPeer implements EapPeer {
  private static final int TYPE = 21;
  private static final int START = 0x20;
  private static final int USER_NAME = 1;
  private static final int USER_PASSWORD = 2;
  private static final int MANDATORY = 0x40;
  private static final int AVP_HEADER = 8;

  private final ClientTunnel tunnel;
  private final Fragments fragments = new Fragments();

  /// One that speaks this version of TLS alone, and says name and password when the tunnel is
  /// there.
  public TtlsPeer(String protocol, String name, SecretOctets password) {
    byte[] said = new byte[length(name.length()) + length(padded(password.length()))];
    put(said, 0, USER_NAME, Octets.utf8(name), name.length());
    put(
        said,
        length(name.length()),
        USER_PASSWORD,
        Octets.copyOf(password.reveal()),
        padded(password.length()));
    this.tunnel = new ClientTunnel(protocol, SecretOctets.copyOf(said));
  }

  /// A password is hidden in multiples of 16 octets (RFC 5281, section 11.2.5).
  private static int padded(int length) {
    return (length + 15) / 16 * 16;
  }

  private static int length(int value) {
    return (AVP_HEADER + value + 3) / 4 * 4;
  }

  private static void put(byte[] target, int at, int code, Octets value, int length) {
    target[at + 3] = (byte) code;
    target[at + 4] = MANDATORY;
    target[at + 7] = (byte) (AVP_HEADER + length);
    value.copyTo(target, at + AVP_HEADER);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public Octets answer(Octets data) {
    if ((data.at(0) & START) != 0) {
      return fragments.send(tunnel.exchange(Octets.empty()));
    }
    return fragments
        .take(data)
        .map(message -> fragments.send(tunnel.exchange(message)))
        .orElseGet(fragments::next);
  }

  @Override
  public Optional<SecretOctets> masterSessionKey() {
    return tunnel.masterSessionKey("ttls keying material", TYPE);
  }
}
