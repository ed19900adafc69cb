package dev.postern.radius.dictionary;

import dev.postern.octets.Octets;
import java.time.Instant;
import java.util.StringJoiner;

/// From a value's octets, which may be anything that somebody sent, to text for people.
final class ValueDescriber {
  private static final String REDACTED = "[redacted]";

  private ValueDescriber() {}

  static String describe(AttributeDefinition definition, Octets value) {
    return definition.sensitive() ? REDACTED : reveal(definition, value);
  }

  static String reveal(AttributeDefinition definition, Octets value) {
    if (!definition.hasTag() || value.isEmpty()) {
      return plain(definition, value);
    }
    return definition.valueType().takesNames()
        ? taggedNumber(definition, value)
        : taggedText(definition, value);
  }

  /// RFC 2868, section 3.1: a number's first octet is the tag; above 31 it is to be ignored.
  private static String taggedNumber(AttributeDefinition definition, Octets value) {
    if (value.length() != 4) {
      return hex(value);
    }
    return tag(value.at(0)) + number(definition, unsigned(value.slice(1, 4)));
  }

  /// RFC 2868, section 3.3: above 31 the first octet is no tag but the text's own.
  private static String taggedText(AttributeDefinition definition, Octets value) {
    return value.at(0) > ValueEncoder.MAX_TAG
        ? plain(definition, value)
        : tag(value.at(0)) + plain(definition, value.slice(1, value.length()));
  }

  private static String tag(int tag) {
    return tag == 0 || tag > ValueEncoder.MAX_TAG ? "" : ":" + tag + ":";
  }

  private static String plain(AttributeDefinition definition, Octets value) {
    AttributeType type = definition.valueType();
    if (type.width() != 0 && type.width() != value.length()) {
      return hex(value);
    }
    return switch (type) {
      case STRING -> Escapes.quotedUtf8(value);
      case OCTETS -> octets(value);
      case INTEGER, INTEGER64, SHORT, BYTE -> number(definition, unsigned(value));
      case SIGNED -> definition.values().name(unsigned(value)).orElse("" + (int) unsigned(value));
      case DATE -> Instant.ofEpochSecond(unsigned(value)).toString();
      case IPADDR, IPV6ADDR -> Addresses.text(value);
      case COMBO_IP ->
          value.length() == 4 || value.length() == 16 ? Addresses.text(value) : hex(value);
      case IPV4PREFIX -> prefix(value, 4);
      case IPV6PREFIX -> prefix(value, 16);
      case IFID -> groups(value, 2, 4);
      case ETHER -> groups(value, 1, 6);
    };
  }

  private static String number(AttributeDefinition definition, long number) {
    return definition.values().name(number).orElseGet(() -> Long.toUnsignedString(number));
  }

  /// Octets that read as plain English letters and signs are most likely meant to.
  private static String octets(Octets value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.at(i) < ' ' || value.at(i) > '~') {
        return hex(value);
      }
    }
    return value.isEmpty() ? hex(value) : Escapes.quotedUtf8(value);
  }

  private static String prefix(Octets value, int width) {
    int borne = value.length() - 2;
    if (borne < 0 || borne > width || value.at(1) > 8 * width || 8 * borne < value.at(1)) {
      return hex(value);
    }
    byte[] address = new byte[width];
    value.slice(2, value.length()).copyTo(address, 0);
    return Addresses.text(Octets.copyOf(address)) + "/" + value.at(1);
  }

  private static String groups(Octets value, int width, int count) {
    var groups = new StringJoiner(":");
    for (int i = 0; i < count; i++) {
      String group = value.slice(width * i, width * (i + 1)).toString();
      groups.add(width == 1 ? group : Integer.toHexString(Integer.parseInt(group, 16)));
    }
    return groups.toString();
  }

  private static long unsigned(Octets value) {
    long number = 0;
    for (int i = 0; i < value.length(); i++) {
      number = number << 8 | value.at(i);
    }
    return number;
  }

  private static String hex(Octets value) {
    return "0x" + value;
  }
}
