package dev.postern.gateway;

import dev.postern.certificate.AlternativeName;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a gateway is known over TLS (RFC 6614, section 2.3): by any of these names in its
/// certificate, if `fromNetworks` says so from its networks alone; and whether datagrams of it are
/// left unanswered.
public record RadSecRules(List<AlternativeName> names, boolean fromNetworks, boolean only) {
  public static final RadSecRules NONE = new RadSecRules(List.of(), false, false);

  private static final Pattern KIND = Pattern.compile("(?i)(dns|ip|uri|email|upn):");
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\\.[A-Za-z0-9_-]+)*");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  public RadSecRules {
    names = List.copyOf(names);
  }

  /// Reads a name as operators write it: a host's name, an address or a URI, or `dns:`, `ip:` or
  /// `uri:` and the name. Empty if it is none of these; a wildcard stands for no gateway.
  public static Optional<AlternativeName> name(String text) {
    String named = KIND.matcher(text).lookingAt() ? text : kind(text) + ":" + text;
    return AlternativeName.parse(named).filter(RadSecRules::isOfAGateway);
  }

  private static String kind(String text) {
    if (ADDRESS.matcher(text).matches()) {
      return "ip";
    }
    return text.contains(":") ? "uri" : "dns";
  }

  private static boolean isOfAGateway(AlternativeName name) {
    return switch (name.kind()) {
      case DNS -> HOST.matcher(name.value()).matches();
      case IP -> true;
      case URI -> isUri(name.value());
      case EMAIL, UPN -> false; // of a person
    };
  }

  private static boolean isUri(String text) {
    try {
      return URI.create(text).isAbsolute();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
