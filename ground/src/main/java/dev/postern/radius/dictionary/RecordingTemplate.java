package dev.postern.radius.dictionary;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.tinyradius.core.attribute.AttributeTemplate;

/// tinyradius' attribute, which also remembers the names of its values in their order; the library
/// answers for single ones only.
final class RecordingTemplate extends AttributeTemplate {
  private final AttributeType valueType;
  private final SequencedMap<String, Long> values = new LinkedHashMap<>();
  private final Map<String, Long> numbers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  RecordingTemplate(AttributeTemplate read) {
    super(
        read.getVendorId(),
        read.getType(),
        read.getName(),
        read.getDataType(),
        read.getCodecType().getId(),
        read.isTagged());
    valueType = AttributeType.of(read.getDataType()).orElseThrow();
  }

  boolean takesNames() {
    return valueType.takesNames();
  }

  /// Keeps a value's name as its line passes, for the library adds it at the end of the file only,
  /// too late to say which line contradicts; false if the name is another value's.
  boolean keep(String name, long number) {
    Long other = numbers.putIfAbsent(name, number);
    if (other == null) {
      values.put(name, number);
    }
    return other == null || other == number;
  }

  AttributeDefinition definition(Vendor vendor) {
    return new AttributeDefinition(
        getName(),
        vendor,
        getType(),
        valueType,
        isTagged(),
        encryption(),
        values.isEmpty() ? ValueNames.NONE : new ValueNames(values));
  }

  private Encryption encryption() {
    return switch (getCodecType()) {
      case NO_ENCRYPT -> Encryption.NONE;
      case RFC2865_USER_PASSWORD -> Encryption.USER_PASSWORD;
      case RFC2868_TUNNEL_PASSWORD -> Encryption.TUNNEL_PASSWORD;
      case ASCENT_SEND_SECRET -> Encryption.ASCEND_SECRET;
    };
  }
}
