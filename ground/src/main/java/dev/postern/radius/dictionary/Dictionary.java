package dev.postern.radius.dictionary;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// The attributes known by name and by number. Immutable; made once at start and handed around.
public final class Dictionary {
  private static final Pattern TAGGED_NAME = Pattern.compile("(.+):([0-9]{1,2})");

  private final SequencedMap<String, AttributeDefinition> byName = new LinkedHashMap<>();
  private final Map<Long, AttributeDefinition> byNumber = new HashMap<>();
  private final Map<Integer, Vendor> vendors = new HashMap<>();

  Dictionary(Collection<AttributeDefinition> definitions) {
    for (AttributeDefinition definition : definitions) {
      byName.put(definition.name().toLowerCase(Locale.ROOT), definition);
      byNumber.put(key(definition.vendor().id(), definition.type()), definition);
      vendors.putIfAbsent(definition.vendor().id(), definition.vendor());
    }
  }

  /// The dictionary that comes with Postern.
  public static Dictionary load() {
    var reader = new DictionaryReader();
    reader.read(DictionaryFiles.packed(), "dictionary");
    return new Dictionary(reader.definitions());
  }

  /// The dictionary that comes with Postern, and then an operator's own file. It may include files
  /// of its folder and add values to known attributes, but not define one of them anew.
  ///
  /// @throws DictionaryProblem if it cannot be read
  public static Dictionary load(Path additional) {
    var reader = new DictionaryReader();
    reader.read(DictionaryFiles.packed(), "dictionary");
    reader.read(DictionaryFiles.beside(additional), additional.toString());
    return new Dictionary(reader.definitions());
  }

  /// A dictionary of this text alone, without includes.
  ///
  /// @throws DictionaryProblem if it cannot be read
  public static Dictionary parse(String text) {
    var reader = new DictionaryReader();
    reader.read(name -> name.equals("text") ? Optional.of(text) : Optional.empty(), "text");
    return new Dictionary(reader.definitions());
  }

  /// Finds an attribute by its name, in any case.
  public Optional<AttributeDefinition> named(String name) {
    return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
  }

  /// Finds the attribute that a text is about: `name` is one of the dictionary, in any case, and
  /// may bear a tag behind a colon.
  public Optional<AttributeText> written(String name, String value) {
    var exact = named(name);
    if (exact.isPresent()) {
      return exact.map(found -> new AttributeText(found, AttributeText.WITHOUT_TAG, value));
    }
    var tagged = TAGGED_NAME.matcher(name);
    return tagged.matches()
        ? named(tagged.group(1))
            .map(found -> new AttributeText(found, Integer.parseInt(tagged.group(2)), value))
        : Optional.empty();
  }

  /// Finds an attribute by its vendor's number, 0 for the RFCs' own, and its type. Whoever opens a
  /// Vendor-Specific attribute must refuse vendor 0 there, or a gateway could pass one of the RFCs'
  /// attributes in disguise.
  public Optional<AttributeDefinition> numbered(int vendorId, int type) {
    return Optional.ofNullable(byNumber.get(key(vendorId, type)));
  }

  /// As [#numbered], but an unknown attribute gets a name made of its numbers, and octets for a
  /// value.
  public AttributeDefinition definitionOf(int vendorId, int type) {
    return numbered(vendorId, type)
        .orElseGet(() -> AttributeDefinition.unknown(vendor(vendorId), type));
  }

  /// Up to three names near to one that is unknown, the nearest first, for "did you mean".
  public List<String> suggest(String name) {
    return NearestNames.to(name, byName.values().stream().map(AttributeDefinition::name).toList());
  }

  /// Every attribute, in the order of the files.
  public Collection<AttributeDefinition> definitions() {
    return byName.sequencedValues();
  }

  private Vendor vendor(int id) {
    Vendor known = vendors.get(id);
    return known == null ? Vendor.unknown(id) : known;
  }

  private static long key(int vendorId, int type) {
    return (long) vendorId << 32 | (type & 0xffffffffL);
  }
}
