package dev.postern.radius.dictionary;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The form of an attribute's value. A number's width is what it takes on the wire; 0 stands for a
/// form whose length varies.
public enum AttributeType {
  STRING(0),
  OCTETS(0),
  INTEGER(4),
  SIGNED(4),
  INTEGER64(8),
  SHORT(2),
  BYTE(1),
  DATE(4),
  IPADDR(4),
  IPV6ADDR(16),
  COMBO_IP(0),
  IPV4PREFIX(6),
  IPV6PREFIX(0),
  IFID(8),
  ETHER(6);

  private static final Map<String, AttributeType> BY_WORD =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(AttributeType::word, Function.identity()));

  private final int width;

  AttributeType(int width) {
    this.width = width;
  }

  /// The type that a dictionary calls by this word.
  static Optional<AttributeType> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /// What a dictionary calls this type.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  int width() {
    return width;
  }

  /// Whether a dictionary may name single values of it.
  boolean takesNames() {
    return switch (this) {
      case INTEGER, SIGNED, INTEGER64, SHORT, BYTE -> true;
      case STRING, OCTETS, DATE, IPADDR, IPV6ADDR, COMBO_IP, IPV4PREFIX, IPV6PREFIX, IFID, ETHER ->
          false;
    };
  }
}
