package dev.postern.cli;

import dev.postern.octets.Octets;
import dev.postern.radius.Attribute;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.dictionary.AttributeDefinition;
import dev.postern.radius.dictionary.Dictionary;
import java.util.List;

/// A packet in words, with the names that the dictionaries have for its attributes. What lets
/// somebody in is redacted.
final class PacketText {
  /// An attribute by name, and its value as text.
  record Named(String name, String value) {}

  private final Dictionary dictionary;

  PacketText(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /// A line for the packet and one for each attribute; `arrow` tells its direction, `note` what
  /// else is known of it.
  String lines(String arrow, Packet packet, String note) {
    var text = new StringBuilder();
    text.append(arrow).append(' ').append(PacketCode.name(packet.code()));
    text.append(" id ").append(packet.identifier()).append(", ").append(note);
    for (Named attribute : attributes(packet)) {
      text.append("\n    ").append(attribute.name()).append(" = ").append(attribute.value());
    }
    return text.toString();
  }

  List<Named> attributes(Packet packet) {
    return packet.attributes().stream().flatMap(it -> named(it).stream()).toList();
  }

  private List<Named> named(Attribute attribute) {
    List<Attribute.OfVendor> within = attribute.ofVendor();
    return within.isEmpty()
        ? List.of(named(0, attribute.type(), attribute.value()))
        : within.stream().map(it -> named(it.vendor(), it.type(), it.value())).toList();
  }

  private Named named(int vendor, int type, Octets value) {
    AttributeDefinition definition = dictionary.definitionOf(vendor, type);
    return new Named(definition.name(), definition.describe(value));
  }
}
