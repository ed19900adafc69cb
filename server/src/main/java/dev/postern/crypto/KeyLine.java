package dev.postern.crypto;

import dev.postern.octets.SecretOctets;
import java.util.Base64;

/// One line of a key ring in writing: `name base64key`.
record KeyLine(String name, SecretOctets key) {
  /// @param place where the line stands, for messages
  static KeyLine parse(String line, String place) {
    String[] words = line.strip().split("\\s+", -1);
    if (words.length != 2 || !KeyRing.soundName(words[0])) {
      throw new KeyRingUnusable(place + " is not of the form \"name base64key\"");
    }
    return new KeyLine(words[0], key(words[1], place));
  }

  private static SecretOctets key(String base64, String place) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      throw new KeyRingUnusable(place + " holds a key that is not Base64");
    }
    if (key.length != KeyRing.KEY_LENGTH) {
      throw new KeyRingUnusable(
          place + " holds a key of " + key.length + " octets; it must have " + KeyRing.KEY_LENGTH);
    }
    return SecretOctets.copyOf(key);
  }

  /// The line, key and all.
  String reveal() {
    return name + " " + Base64.getEncoder().encodeToString(key.reveal());
  }
}
