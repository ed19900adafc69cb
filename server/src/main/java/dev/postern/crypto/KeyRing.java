package dev.postern.crypto;

import dev.postern.octets.SecretOctets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/// The named key-encryption keys (AES-256) of this installation: the current one, which seals, and
/// older ones, which still open what they sealed.
///
/// In writing it has one line a key, `name base64key`, the current one first; empty lines and those
/// that begin with `#` are skipped. [KeyFile] keeps it as a file.
public final class KeyRing {
  static final int KEY_LENGTH = 32;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,32}");
  private static final int MOST_KEYS = 64;

  private final SequencedMap<String, SecretOctets> keys;

  KeyRing(SequencedMap<String, SecretOctets> keys) {
    this.keys = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(keys));
  }

  /// Reads a key ring in writing.
  ///
  /// @param origin where it comes from, for messages
  /// @throws KeyRingUnusable if it is none
  public static KeyRing parse(String text, String origin) {
    var keys = new LinkedHashMap<String, SecretOctets>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      var key = KeyLine.parse(line, origin + " line " + number);
      if (keys.putIfAbsent(key.name(), key.key()) != null) {
        throw new KeyRingUnusable(origin + " names the key " + key.name() + " twice");
      }
    }
    if (keys.isEmpty() || keys.size() > MOST_KEYS) {
      throw new KeyRingUnusable(
          origin + " has " + keys.size() + " keys; give 1 to " + MOST_KEYS + ", a line each");
    }
    return new KeyRing(keys);
  }

  static boolean soundName(String name) {
    return NAME.matcher(name).matches();
  }

  static void requireName(String name) {
    if (!soundName(name)) {
      throw new IllegalArgumentException(
          "a key's name has 1 to 32 letters, digits, dots, hyphens or underscores: " + name);
    }
  }

  /// The name of the key that seals.
  public String currentName() {
    return keys.firstEntry().getKey();
  }

  /// All names, the current one first.
  public SequencedSet<String> names() {
    return keys.sequencedKeySet();
  }

  SecretOctets current() {
    return keys.firstEntry().getValue();
  }

  Optional<SecretOctets> named(String name) {
    return Optional.ofNullable(keys.get(name));
  }

  /// Whether it holds the same keys in the same order.
  public boolean sameAs(KeyRing other) {
    return List.copyOf(keys.entrySet()).equals(List.copyOf(other.keys.entrySet()));
  }

  /// A name stands for one key for ever: what was sealed under it would not open otherwise.
  void requireSameKeys(KeyRing before) {
    before.keys.forEach((name, key) -> {
      if (named(name).filter(now -> !now.equals(key)).isPresent()) {
        throw new KeyRingUnusable(
            "the key " + name + " is another than before: give a new key a new name");
      }
    });
  }

  /// The same keys, with the one of that name as the current one.
  ///
  /// @throws KeyRingUnusable if there is none of that name
  public KeyRing withCurrent(String name) {
    var reordered = new LinkedHashMap<>(keys);
    var key = reordered.remove(name);
    if (key == null) {
      throw new KeyRingUnusable("there is no key named " + name + "; there are " + names());
    }
    reordered.putFirst(name, key);
    return new KeyRing(reordered);
  }

  /// The same keys but for the one of that name.
  ///
  /// @throws KeyRingUnusable if there is none of that name, or it is the current one
  KeyRing without(String name) {
    if (named(name).isEmpty()) {
      throw new KeyRingUnusable("there is no key named " + name + "; there are " + names());
    }
    if (name.equals(currentName())) {
      throw new KeyRingUnusable("secrets are sealed under " + name + ": make another one current");
    }
    var fewer = new LinkedHashMap<>(keys);
    fewer.remove(name);
    return new KeyRing(fewer);
  }

  /// The key of that name alone.
  KeyRing only(String name) {
    var one = new LinkedHashMap<String, SecretOctets>();
    named(name).ifPresent(key -> one.put(name, key));
    return new KeyRing(one);
  }

  /// A ring of the same names for one purpose alone: every key is derived from ours by HKDF (RFC
  /// 5869) with `label`. All nodes with the same keys derive the same.
  public KeyRing derived(String label) {
    var derived = new LinkedHashMap<String, SecretOctets>();
    keys.forEach((name, key) -> derived.put(name, KeyDerivation.derive(key, label)));
    return new KeyRing(derived);
  }

  /// The ring in writing, keys and all.
  String reveal() {
    var text = new StringBuilder();
    keys.forEach((name, key) -> text.append(new KeyLine(name, key).reveal()).append('\n'));
    return text.toString();
  }
}
