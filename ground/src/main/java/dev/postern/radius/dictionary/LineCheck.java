package dev.postern.radius.dictionary;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tinyradius.core.attribute.AttributeTemplate;

/// What a line of one file must be before tinyradius sees it: one of six kinds, complete, with
/// numbers in range, and in accord with what was recorded before.
final class LineCheck {
  private static final int MAX_NAME = 64;
  private static final String NOT_IN_NAMES = "\"#'$,=\\";
  private static final int MAX_DIGITS = 10;
  private static final Pattern SIZE = Pattern.compile("(string|octets)\\[[0-9]{1,3}]");
  private static final Set<String> FLAGS = Set.of("has_tag", "encrypt=1", "encrypt=2", "encrypt=3");
  private static final List<String> KEYWORDS =
      List.of("ATTRIBUTE", "VALUE", "VENDOR", "BEGIN-VENDOR", "END-VENDOR", "$INCLUDE");

  private final RecordingDictionary recorded;
  private final DictionarySource source;
  private @Nullable String openVendor;

  LineCheck(RecordingDictionary recorded, DictionarySource source) {
    this.recorded = recorded;
    this.source = source;
  }

  /// The line as tinyradius is to read it; blank if there is nothing to read.
  String pass(String line) {
    int comment = line.indexOf('#');
    String bare = (comment < 0 ? line : line.substring(0, comment)).trim();
    if (bare.isEmpty()) {
      return "";
    }
    String[] words = words(bare);
    String keyword = words[0].toUpperCase(Locale.ROOT);
    return switch (keyword) {
      case "ATTRIBUTE" -> attribute(words);
      case "VALUE" -> value(words);
      case "VENDOR" -> vendor(words);
      case "BEGIN-VENDOR" -> beginVendor(words);
      case "END-VENDOR" -> endVendor(words);
      case "$INCLUDE" -> include(words);
      default -> throw source.problem(unknown("keyword", words[0], KEYWORDS));
    };
  }

  /// Splits at blanks; by hand, as all checks here, since regular expressions would double what the
  /// reading costs the start of the server.
  private static String[] words(String bare) {
    var words = new ArrayList<String>(5);
    int start = -1;
    for (int i = 0; i <= bare.length(); i++) {
      boolean blank = i == bare.length() || bare.charAt(i) <= ' ';
      if (blank && start >= 0) {
        words.add(bare.substring(start, i));
        start = -1;
      } else if (!blank && start < 0) {
        start = i;
      }
    }
    return words.toArray(new String[0]);
  }

  /// Checks that nothing is left open at the end of the file.
  void end() {
    if (openVendor != null) {
      throw source.problem("END-VENDOR " + openVendor + " is missing");
    }
  }

  private String attribute(String[] words) {
    if (words.length < 4 || words.length > 5) {
      throw source.problem("must read ATTRIBUTE name number type [flags]");
    }
    String name = name(words[1]);
    int type = number(words[2], 1, 255);
    String form = type(words[3]);
    if (recorded.getAttributeTemplate(name).isPresent()) {
      throw source.problem("the name \"" + name + "\" is taken");
    }
    recorded.getAttributeTemplate(vendorId(), type).ifPresent(this::refuseNumberOf);
    String flags = words.length == 5 ? " " + flags(words[4]) : "";
    return "ATTRIBUTE " + name + " " + type + " " + form + flags;
  }

  private void refuseNumberOf(AttributeTemplate other) {
    throw source.problem("the number " + other.getType() + " is taken by " + other.getName());
  }

  private int vendorId() {
    return openVendor == null
        ? RecordingDictionary.STANDARD
        : recorded.getVendor(openVendor).orElseThrow().getId();
  }

  private String type(String word) {
    String form = word.toLowerCase(Locale.ROOT);
    if (form.endsWith("]") && SIZE.matcher(form).matches()) {
      form = form.substring(0, form.indexOf('['));
    }
    if (AttributeType.of(form).isEmpty()) {
      throw source.problem("the type " + quoted(word) + " is not supported");
    }
    return form;
  }

  private String flags(String word) {
    for (String flag : word.split(",", -1)) {
      if (!FLAGS.contains(flag)) {
        throw source.problem("the flag " + quoted(flag) + " is not supported");
      }
    }
    return word;
  }

  private String value(String[] words) {
    if (words.length != 4) {
      throw source.problem("must read VALUE attribute name number");
    }
    String attribute = name(words[1]);
    String name = name(words[2]);
    int number = number(words[3], 0, Integer.MAX_VALUE);
    if (name.chars().allMatch(letter -> letter >= '0' && letter <= '9') || name.startsWith("0x")) {
      throw source.problem("the name \"" + name + "\" would be taken for a number");
    }
    RecordingTemplate template =
        recorded
            .template(attribute)
            .orElseThrow(() -> source.problem(unknown("attribute", attribute, recorded.names())));
    if (!template.takesNames()) {
      throw source.problem(template.getName() + " is no number, so its values have no names");
    }
    if (!template.keep(name, number)) {
      throw source.problem("the name \"" + name + "\" is taken by another value");
    }
    return "VALUE " + template.getName() + " " + name + " " + number;
  }

  private String vendor(String[] words) {
    if (words.length == 4 && !words[3].equals("format=1,1")) {
      throw source.problem("only format=1,1 is supported");
    }
    if (words.length < 3 || words.length > 4) {
      throw source.problem("must read VENDOR name number");
    }
    String name = name(words[1]);
    int id = number(words[2], 1, Vendor.HIGHEST_ID);
    OptionalInt sameName = recorded.vendorId(name);
    if (sameName.isPresent() && sameName.getAsInt() == id) {
      return "";
    }
    if (sameName.isPresent() || recorded.getVendor(id).isPresent()) {
      throw source.problem("another vendor has this name or number");
    }
    return "VENDOR " + name + " " + id;
  }

  private String beginVendor(String[] words) {
    if (words.length != 2) {
      throw source.problem("must read BEGIN-VENDOR name");
    }
    String name = name(words[1]);
    if (recorded.vendorId(name).isEmpty()) {
      throw source.problem(unknown("vendor", name, recorded.vendorNames()));
    }
    if (openVendor != null) {
      throw source.problem("END-VENDOR " + openVendor + " is missing before this line");
    }
    openVendor = name;
    return "BEGIN-VENDOR " + name;
  }

  private String endVendor(String[] words) {
    if (words.length != 2 || !name(words[1]).equals(openVendor)) {
      throw source.problem("must name the vendor of the BEGIN-VENDOR before");
    }
    openVendor = null;
    return "END-VENDOR " + words[1];
  }

  private String include(String[] words) {
    if (words.length != 2) {
      throw source.problem("must read $INCLUDE file, the file's name without blanks");
    }
    if (words[1].chars().anyMatch(Character::isISOControl)) {
      throw source.problem(quoted(words[1]) + " is no name of a file");
    }
    if (openVendor != null) {
      throw source.problem("END-VENDOR " + openVendor + " is missing before this line");
    }
    return "$INCLUDE " + words[1];
  }

  private String name(String word) {
    boolean sound = word.length() <= MAX_NAME;
    for (int i = 0; sound && i < word.length(); i++) {
      char letter = word.charAt(i);
      sound = letter > ' ' && letter <= '~' && NOT_IN_NAMES.indexOf(letter) < 0;
    }
    if (!sound) {
      throw source.problem(quoted(word) + " is no name");
    }
    return word;
  }

  private int number(String word, int least, int most) {
    boolean hex = word.startsWith("0x") || word.startsWith("0X");
    String digits = hex ? word.substring(2) : word;
    if (!sound(digits, hex)) {
      throw source.problem(quoted(word) + " is no number");
    }
    long number = Long.parseLong(digits, hex ? 16 : 10);
    if (number < least || number > most) {
      throw source.problem("the number " + word + " is not from " + least + " to " + most);
    }
    return (int) number;
  }

  /// Without a leading 0, which tinyradius would take for octal.
  private static boolean sound(String digits, boolean hex) {
    boolean sound = !digits.isEmpty() && digits.length() <= MAX_DIGITS;
    for (int i = 0; sound && i < digits.length(); i++) {
      char digit = digits.charAt(i);
      sound = hex ? HexFormat.isHexDigit(digit) : digit >= '0' && digit <= '9';
    }
    return sound && (hex || digits.length() == 1 || digits.charAt(0) != '0');
  }

  private static String unknown(String kind, String word, List<String> known) {
    List<String> near = NearestNames.to(word, known);
    String hint = near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
    return "unknown " + kind + " " + quoted(word) + hint;
  }

  private static String quoted(String word) {
    return Escapes.quoted(word.length() <= 64 ? word : word.substring(0, 64) + "…");
  }
}
