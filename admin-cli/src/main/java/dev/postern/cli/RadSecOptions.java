package dev.postern.cli;

import dev.postern.api.RadSec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a gateway asks over TLS, as options.
final class RadSecOptions {
  @Option(
      names = "--radsec-name",
      paramLabel = "NAME",
      split = ",",
      description =
          "a host name, address or URI in its certificate, by which it is known over TLS; all of"
              + " them, if given; '' takes them away")
  @Nullable List<String> names;

  @Option(
      names = "--radsec-from-networks",
      negatable = true,
      description = "whether it is answered over TLS from its networks alone")
  @Nullable Boolean fromNetworks;

  @Option(
      names = "--radsec-only",
      negatable = true,
      description = "whether it is answered over TLS alone")
  @Nullable Boolean only;

  boolean none() {
    return names == null && fromNetworks == null && only == null;
  }

  @Nullable RadSec settings() {
    return none() ? null : new RadSec(named(), fromNetworks, only);
  }

  /// How a gateway asks over TLS, if it does.
  static void describe(Details details, @Nullable RadSec radSec) {
    if (radSec != null) {
      details
          .line("RadSec names", Objects.requireNonNullElse(radSec.names(), List.of()))
          .line("RadSec from its networks", yes(radSec.fromNetworks()))
          .line("RadSec alone", yes(radSec.only()));
    }
  }

  private static String yes(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value) ? "yes" : "no";
  }

  private @Nullable List<String> named() {
    return names == null ? null : names.stream().filter(name -> !name.isEmpty()).toList();
  }
}
