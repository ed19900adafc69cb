package dev.postern.adminapi;

import dev.postern.api.RadSec;
import dev.postern.certificate.AlternativeName;
import dev.postern.gateway.RadSecRules;
import dev.postern.http.Problem;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// How a gateway asks over TLS, as the API has it and as named settings.
final class RadSecWords {
  private RadSecWords() {}

  /// Puts what the API gave under the settings' names; no names take them away.
  static void put(SortedMap<String, String> texts, @Nullable RadSec asked) {
    if (asked == null) {
      return;
    }
    PolicyTexts.put(texts, "radsec-names", asked.names() == null ? null : joined(asked.names()));
    PolicyTexts.put(texts, "radsec-from-networks", PolicyTexts.yes(asked.fromNetworks()));
    PolicyTexts.put(texts, "radsec-only", PolicyTexts.yes(asked.only()));
  }

  private static String joined(List<String> names) {
    for (String name : names) {
      if (name.isBlank() || name.chars().anyMatch(Character::isWhitespace)) {
        throw Problem.invalid("a name in a certificate has no blanks")
            .field("radSec.names")
            .refused();
      }
    }
    return String.join(" ", names);
  }

  static @Nullable RadSec view(RadSecRules rules) {
    return rules.names().isEmpty()
        ? null
        : new RadSec(
            rules.names().stream().map(AlternativeName::toString).toList(),
            rules.fromNetworks(),
            rules.only());
  }
}
