package dev.postern.radius.dictionary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.tinyradius.core.attribute.AttributeTemplate;
import org.tinyradius.core.dictionary.MemoryDictionary;
import org.tinyradius.core.dictionary.Vendor;

/// tinyradius' dictionary, which can also say everything it holds.
final class RecordingDictionary extends MemoryDictionary {
  /// tinyradius' number for the RFCs' own attributes.
  static final int STANDARD = -1;

  private final List<RecordingTemplate> templates = new ArrayList<>();
  private final Map<String, RecordingTemplate> byName = new HashMap<>();
  private final List<String> vendorNames = new ArrayList<>();

  @Override
  public MemoryDictionary addVendor(Vendor vendor) {
    vendorNames.add(vendor.getName());
    return super.addVendor(vendor);
  }

  @Override
  public MemoryDictionary addAttributeTemplate(AttributeTemplate read) {
    var template = new RecordingTemplate(read);
    templates.add(template);
    byName.put(template.getName().toLowerCase(Locale.ROOT), template);
    return super.addAttributeTemplate(template);
  }

  @Override
  public Optional<AttributeTemplate> getAttributeTemplate(String name) {
    return template(name).map(template -> template);
  }

  Optional<RecordingTemplate> template(String name) {
    return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
  }

  OptionalInt vendorId(String name) {
    return getVendor(name).stream().mapToInt(Vendor::getId).findAny();
  }

  List<String> names() {
    return templates.stream().map(AttributeTemplate::getName).toList();
  }

  List<String> vendorNames() {
    return List.copyOf(vendorNames);
  }

  List<AttributeDefinition> definitions() {
    return templates.stream().map(template -> template.definition(vendorOf(template))).toList();
  }

  private dev.postern.radius.dictionary.Vendor vendorOf(RecordingTemplate template) {
    return getVendor(template.getVendorId())
        .map(vendor -> new dev.postern.radius.dictionary.Vendor(vendor.getId(), vendor.getName()))
        .orElse(dev.postern.radius.dictionary.Vendor.STANDARD);
  }
}
