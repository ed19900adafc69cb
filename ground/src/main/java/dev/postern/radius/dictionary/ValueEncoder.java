package dev.postern.radius.dictionary;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.dictionary.EncodingOutcome.Encoded;
import dev.postern.radius.dictionary.EncodingOutcome.Hidden;
import dev.postern.radius.dictionary.EncodingOutcome.Unsuitable;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// From an operator's text to a value's octets (RFC 8044, section 3).
final class ValueEncoder {
  private static final Pattern TAGGED = Pattern.compile(":([0-9]{1,2}):(.*)", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}|0[xX][0-9a-fA-F]{1,16}");
  private static final Pattern PREFIX = Pattern.compile("([^/]*)/([0-9]{1,3})");
  private static final Pattern ETHER = Pattern.compile("[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5}");
  private static final Pattern IFID = Pattern.compile("[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){3}");

  /// RFC 2868, section 3.1: tags are from 1 to 31; 0 stands for none.
  static final int MAX_TAG = 0x1f;

  /// A tagged number gives its first octet to the tag.
  private static final int TAGGED_WIDTH = 3;

  /// What can be hidden in any attribute: 15 blocks of 16 octets less the length that is hidden
  /// with it; a salt and a tag leave no room for another block (RFC 2868, section 3.5).
  private static final int LONGEST_HIDDEN = 239;

  private ValueEncoder() {}

  static EncodingOutcome encode(AttributeDefinition definition, String text) {
    return switch (definition.encryption()) {
      case NONE -> open(definition, text);
      case TUNNEL_PASSWORD -> hidden(definition, text);
      case USER_PASSWORD, ASCEND_SECRET ->
          new Unsuitable("is encrypted on the wire in a way that cannot be given as text");
    };
  }

  private static EncodingOutcome hidden(AttributeDefinition definition, String text) {
    Matcher tagged = TAGGED.matcher(text);
    boolean given = definition.hasTag() && tagged.matches();
    int tag = given ? Integer.parseInt(tagged.group(1)) : 0;
    if (tag > MAX_TAG) {
      return wrongTag(tag);
    }
    return switch (plain(definition, given ? tagged.group(2) : text)) {
      case Encoded(Octets value) when value.isEmpty() -> new Unsuitable("must not be empty");
      case Encoded(Octets value) when value.length() > LONGEST_HIDDEN ->
          tooLong(LONGEST_HIDDEN, value.length());
      case Encoded(Octets value) ->
          new Hidden(
              definition.hasTag() ? Octets.copyOf(new byte[] {(byte) tag}) : Octets.empty(),
              SecretOctets.copyOf(value.toArray()));
      case Hidden hidden -> hidden;
      case Unsuitable _ ->
          new Unsuitable("must be a value of type " + definition.valueType().word());
    };
  }

  private static Unsuitable wrongTag(int tag) {
    return new Unsuitable("has a tag from 1 to " + MAX_TAG + ", not " + tag);
  }

  private static Unsuitable tooLong(int most, int length) {
    return new Unsuitable("holds %d octets at most, not %d".formatted(most, length));
  }

  private static EncodingOutcome open(AttributeDefinition definition, String text) {
    Matcher tagged = TAGGED.matcher(text);
    if (!definition.hasTag() || !tagged.matches()) {
      return limited(
          definition, definition.hasTag() ? untagged(definition, text) : plain(definition, text));
    }
    int tag = Integer.parseInt(tagged.group(1));
    if (tag > MAX_TAG) {
      return wrongTag(tag);
    }
    return limited(definition, withTag(tag, content(definition, tagged.group(2))));
  }

  /// A number has room for a tag always. A text that has none must not begin as if it had one.
  private static EncodingOutcome untagged(AttributeDefinition definition, String text) {
    EncodingOutcome content = content(definition, text);
    boolean ambiguous =
        content instanceof Encoded(Octets value) && !value.isEmpty() && value.at(0) <= MAX_TAG;
    return definition.valueType().takesNames() || ambiguous ? withTag(0, content) : content;
  }

  private static EncodingOutcome content(AttributeDefinition definition, String text) {
    return definition.valueType().takesNames()
        ? integer(definition, text, TAGGED_WIDTH)
        : plain(definition, text);
  }

  private static EncodingOutcome withTag(int tag, EncodingOutcome content) {
    return switch (content) {
      case Encoded(Octets value) -> {
        byte[] octets = new byte[1 + value.length()];
        octets[0] = (byte) tag;
        value.copyTo(octets, 1);
        yield new Encoded(Octets.copyOf(octets));
      }
      case Hidden hidden -> hidden;
      case Unsuitable unsuitable -> unsuitable;
    };
  }

  private static EncodingOutcome limited(AttributeDefinition definition, EncodingOutcome outcome) {
    return switch (outcome) {
      case Encoded(Octets value) when value.length() > definition.maxLength() ->
          tooLong(definition.maxLength(), value.length());
      case Encoded(Octets value) when value.isEmpty() -> new Unsuitable("must not be empty");
      case Encoded encoded -> encoded;
      case Hidden hidden -> hidden;
      case Unsuitable unsuitable -> unsuitable;
    };
  }

  private static EncodingOutcome plain(AttributeDefinition definition, String text) {
    AttributeType type = definition.valueType();
    return switch (type) {
      case STRING -> new Encoded(Octets.utf8(text));
      case OCTETS -> octets(text);
      case INTEGER, SIGNED, INTEGER64, SHORT, BYTE -> integer(definition, text, type.width());
      case DATE -> date(text);
      case IPADDR -> or(Addresses.ipv4(text), "an IPv4 address such as 192.0.2.1", text);
      case IPV6ADDR -> or(Addresses.ipv6(text), "an IPv6 address such as 2001:db8::1", text);
      case COMBO_IP ->
          or(Addresses.ipv4(text).or(() -> Addresses.ipv6(text)), "an IP address", text);
      case IPV4PREFIX -> prefix(Addresses::ipv4, 4, "192.0.2.0/24", text);
      case IPV6PREFIX -> prefix(Addresses::ipv6, 16, "2001:db8::/32", text);
      case IFID -> interfaceId(text);
      case ETHER -> ether(text);
    };
  }

  private static EncodingOutcome octets(String text) {
    if (!text.startsWith("0x")) {
      return new Encoded(Octets.utf8(text));
    }
    try {
      return new Encoded(Octets.hex(text.substring(2)));
    } catch (IllegalArgumentException e) {
      return wanted("hex digits after 0x, two an octet", text);
    }
  }

  private static EncodingOutcome integer(AttributeDefinition definition, String text, int width) {
    Optional<Long> named = definition.values().number(text);
    if (named.isPresent()) {
      return number(BigInteger.valueOf(named.get()), definition.valueType(), width, text);
    }
    if (NUMBER.matcher(text).matches()) {
      boolean hex = text.startsWith("0x") || text.startsWith("0X");
      BigInteger value = hex ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
      return number(value, definition.valueType(), width, text);
    }
    var near = NearestNames.to(text, definition.values().all());
    return wanted(
        definition.values().all().isEmpty() ? "a number" : "a number or the name of a value",
        text,
        near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?");
  }

  private static EncodingOutcome number(
      BigInteger value, AttributeType type, int width, String text) {
    int bits = 8 * width;
    BigInteger least =
        type == AttributeType.SIGNED
            ? BigInteger.ONE.shiftLeft(bits - 1).negate()
            : BigInteger.ZERO;
    BigInteger end = least.add(BigInteger.ONE.shiftLeft(bits));
    if (value.compareTo(least) < 0 || value.compareTo(end) >= 0) {
      return wanted("a number from " + least + " to " + end.subtract(BigInteger.ONE), text);
    }
    return new Encoded(bigEndian(value.longValue(), width));
  }

  private static EncodingOutcome date(String text) {
    String form = "a time such as 2030-01-31T12:00:00Z, or seconds since 1970";
    try {
      long seconds =
          NUMBER.matcher(text).matches() && !text.startsWith("-")
              ? Long.decode(text)
              : Instant.parse(text).getEpochSecond();
      return seconds < 0 || seconds > 0xffffffffL
          ? wanted(form, text)
          : new Encoded(bigEndian(seconds, 4));
    } catch (DateTimeException | NumberFormatException e) {
      return wanted(form, text);
    }
  }

  private static EncodingOutcome ether(String text) {
    return ETHER.matcher(text).matches()
        ? new Encoded(Octets.hex(text.replace(":", "").replace("-", "")))
        : wanted("an address such as 00:00:5e:00:53:01", text);
  }

  private static EncodingOutcome interfaceId(String text) {
    if (!IFID.matcher(text).matches()) {
      return wanted("four groups of hex digits such as 0:0:0:1", text);
    }
    long id = 0;
    for (String group : text.split(":", -1)) {
      id = id << 16 | HexFormat.fromHexDigits(group);
    }
    return new Encoded(bigEndian(id, 8));
  }

  /// What reads an address from text.
  private interface AddressReader {
    Optional<Octets> read(String text);
  }

  /// A prefix (RFC 3162, section 2.3; RFC 8044, sections 3.10 and 3.11): a 0, the number of bits,
  /// then the octets that bear them. The bits go from the left, and those beyond must be 0.
  private static EncodingOutcome prefix(
      AddressReader reader, int width, String example, String text) {
    Matcher parts = PREFIX.matcher(text.contains("/") ? text : text + "/" + 8 * width);
    Optional<Octets> address = parts.matches() ? reader.read(parts.group(1)) : Optional.empty();
    if (address.isEmpty() || Integer.parseInt(parts.group(2)) > 8 * width) {
      return wanted("a prefix such as " + example, text);
    }
    int bits = Integer.parseInt(parts.group(2));
    if (!Addresses.fits(address.get(), bits)) {
      return wanted("a prefix without bits beyond its " + bits, text);
    }
    int borne = width == 4 ? 4 : (bits + 7) / 8;
    byte[] octets = new byte[2 + borne];
    octets[1] = (byte) bits;
    address.get().slice(0, borne).copyTo(octets, 2);
    return new Encoded(Octets.copyOf(octets));
  }

  private static Octets bigEndian(long value, int width) {
    byte[] octets = new byte[width];
    for (int i = 0; i < width; i++) {
      octets[i] = (byte) (value >> (8 * (width - 1 - i)));
    }
    return Octets.copyOf(octets);
  }

  private static EncodingOutcome or(Optional<Octets> value, String form, String text) {
    return value.isPresent() ? new Encoded(value.get()) : wanted(form, text);
  }

  private static Unsuitable wanted(String form, String text) {
    return wanted(form, text, "");
  }

  private static Unsuitable wanted(String form, String text, String hint) {
    String shown = text.length() <= 64 ? text : text.substring(0, 64) + "…";
    return new Unsuitable("must be " + form + ", not " + Escapes.quoted(shown) + hint);
  }
}
