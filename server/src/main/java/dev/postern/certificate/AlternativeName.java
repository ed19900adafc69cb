package dev.postern.certificate;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A name that a certificate bears among its subject alternative names (RFC 5280, section 4.2.1.6).
/// What else it says of its owner, the common name above all, is no name to us.
public record AlternativeName(Kind kind, String value) {
  /// The kinds that we know, as they are written: `dns:fw1.example.org`.
  public enum Kind {
    DNS,
    URI,
    EMAIL,
    IP,
    /// The user principal name of a Windows domain, an otherName.
    UPN
  }

  private static final Map<Object, Kind> KINDS =
      Map.of(1, Kind.EMAIL, 2, Kind.DNS, 6, Kind.URI, 7, Kind.IP);

  private static final String UPN_OID = "1.3.6.1.4.1.311.20.2.3";

  /// Where an otherName has its identifier and its value.
  private static final int OTHER_OID = 2;

  private static final int OTHER_VALUE = 3;

  private static final int MOST = 64;
  private static final int LONGEST = 255;

  /// Host names and addresses are kept in their one form.
  public AlternativeName {
    value =
        switch (kind) {
          case DNS -> value.toLowerCase(Locale.ROOT);
          case IP -> InetAddress.ofLiteral(value).getHostAddress();
          case URI, EMAIL, UPN -> value;
        };
  }

  /// Reads `kind:value`; empty if it is none.
  public static Optional<AlternativeName> parse(String text) {
    int colon = text.indexOf(':');
    for (var kind : Kind.values()) {
      if (colon > 0 && kind.name().equalsIgnoreCase(text.substring(0, colon))) {
        return made(kind, text.substring(colon + 1));
      }
    }
    return Optional.empty();
  }

  private static Optional<AlternativeName> made(Kind kind, String value) {
    if (value.isBlank()
        || value.length() > LONGEST
        || value.chars().anyMatch(Character::isISOControl)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new AlternativeName(kind, value));
    } catch (IllegalArgumentException _) { // no address
      return Optional.empty();
    }
  }

  /// The names of a certificate, the first 64 of them; one that is empty, over 255 characters long
  /// or holds a control character is none.
  public static List<AlternativeName> of(X509Certificate certificate) {
    Collection<List<?>> all;
    try {
      all = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException _) {
      return List.of();
    }
    var names = new ArrayList<AlternativeName>();
    if (all != null) {
      all.stream().limit(MOST).forEach(entry -> of(entry).ifPresent(names::add));
    }
    return List.copyOf(names);
  }

  /// An entry is a kind and a value; one of another kind has its identifier and value behind.
  private static Optional<AlternativeName> of(List<?> entry) {
    boolean upn = entry.size() > OTHER_VALUE && UPN_OID.equals(entry.get(OTHER_OID));
    var kind = upn ? Kind.UPN : KINDS.get(entry.getFirst());
    return kind != null && entry.get(upn ? OTHER_VALUE : 1) instanceof String value
        ? made(kind, value)
        : Optional.empty();
  }

  /// Written as it is read.
  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + ":" + value;
  }
}
