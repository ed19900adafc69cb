package dev.postern.octets;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A fixed run of bytes with value semantics: it compares by content and prints as hex, so that
/// records may hold it where an array must not stand.
public final class Octets {
  private static final Octets EMPTY = new Octets(new byte[0]);

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Octets empty() {
    return EMPTY;
  }

  public static Octets copyOf(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Octets(bytes.clone());
  }

  /// Copies the octets from `from` (inclusive) to `to` (exclusive).
  public static Octets copyOf(byte[] bytes, int from, int to) {
    return from == to ? EMPTY : new Octets(Arrays.copyOfRange(bytes, from, to));
  }

  public static Octets utf8(String text) {
    return new Octets(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads hex digits, two an octet, as [#toString] prints them.
  public static Octets hex(String digits) {
    return new Octets(HexFormat.of().parseHex(digits));
  }

  /// All of them, one behind the other.
  public static Octets join(List<Octets> parts) {
    byte[] joined = new byte[parts.stream().mapToInt(Octets::length).sum()];
    int at = 0;
    for (Octets part : parts) {
      part.copyTo(joined, at);
      at += part.length();
    }
    return new Octets(joined);
  }

  public int length() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /// The octet at `index` as a number from 0 to 255.
  public int at(int index) {
    return bytes[index] & 0xff;
  }

  public Octets slice(int from, int to) {
    return copyOf(bytes, from, to);
  }

  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  public byte[] toArray() {
    return bytes.clone();
  }

  public String utf8() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
