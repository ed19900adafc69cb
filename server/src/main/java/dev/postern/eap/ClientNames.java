package dev.postern.eap;

import dev.postern.certificate.AlternativeName;
import dev.postern.certificate.AlternativeName.Kind;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which of the names in a client's certificate is its user's: the one of this kind. With a
/// pattern, the one that it matches as a whole, and of that what its group holds.
public record ClientNames(Kind kind, @Nullable Pattern pattern) {
  public static final ClientNames BY_UPN = new ClientNames(Kind.UPN, null);

  public ClientNames {
    if (kind == Kind.IP) {
      throw new IllegalArgumentException("client-name must be upn, email, dns or uri");
    }
    if (pattern != null && pattern.matcher("").groupCount() != 1) {
      throw new IllegalArgumentException(
          "client-name-pattern must have one group, which holds the user's name");
    }
  }

  /// The user's name; empty if there is none, or more than one.
  Optional<ClientName> of(X509Certificate certificate) {
    List<ClientName> names =
        AlternativeName.of(certificate).stream()
            .filter(name -> name.kind() == kind)
            .flatMap(name -> taken(name.value()).stream())
            .distinct()
            .toList();
    return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
  }

  private Optional<ClientName> taken(String value) {
    if (pattern == null) {
      return Optional.of(new ClientName(value, value));
    }
    var matcher = pattern.matcher(value);
    return matcher.matches()
        ? Optional.ofNullable(matcher.group(1))
            .filter(name -> !name.isEmpty())
            .map(name -> new ClientName(name, value))
        : Optional.empty();
  }

  /// A pattern is no value by itself.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClientNames that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
