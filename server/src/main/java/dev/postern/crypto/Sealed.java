package dev.postern.crypto;

import dev.postern.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A secret at rest: what a [Sealer] made of it, and the name of the key that opens it.
///
/// As octets, for one column: version (1), length of the key's name, the name, the box. The box is
/// nonce (12 octets), ciphertext and tag (16 octets).
public record Sealed(String keyName, Octets box) {
  private static final int VERSION = 1;

  public Sealed {
    KeyRing.requireName(keyName);
    Objects.requireNonNull(box);
  }

  public Octets octets() {
    byte[] name = keyName.getBytes(StandardCharsets.US_ASCII);
    var octets = new byte[2 + name.length + box.length()];
    octets[0] = VERSION;
    octets[1] = (byte) name.length;
    System.arraycopy(name, 0, octets, 2, name.length);
    box.copyTo(octets, 2 + name.length);
    return Octets.copyOf(octets);
  }

  /// Reads what [#octets] wrote.
  ///
  /// @throws UnsealFailed if it is something else
  public static Sealed parse(Octets octets) {
    if (octets.length() < 2 || octets.at(0) != VERSION || octets.length() < 2 + octets.at(1)) {
      throw new UnsealFailed("these octets are no sealed secret of version " + VERSION);
    }
    int boxStart = 2 + octets.at(1);
    String name = octets.slice(2, boxStart).utf8();
    if (!KeyRing.soundName(name)) {
      throw new UnsealFailed("these octets are no sealed secret: no key is named like that");
    }
    return new Sealed(name, octets.slice(boxStart, octets.length()));
  }
}
