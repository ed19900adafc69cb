package dev.postern.gateway;

import dev.postern.certificate.AlternativeName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A gateway as its operator sees it: everything but its secrets. `previousUntil` is until when the
/// secret before the present one is good too, absent if it is not.
public record RegisteredGateway(
    String name,
    List<Network> networks,
    boolean enabled,
    GatewaySettings settings,
    @Nullable Instant previousUntil,
    Instant createdAt) {
  private static final Pattern SOUND = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  public RegisteredGateway {
    if (!sound(name)) {
      throw new IllegalArgumentException("gateway name '" + name + "' is not sound");
    }
    networks = List.copyOf(networks);
  }

  /// Whether a gateway may have this name: 1 to 63 letters, digits, dots, hyphens, underscores, a
  /// letter or digit first.
  public static boolean sound(String name) {
    return SOUND.matcher(name).matches();
  }

  /// The names in its certificate by which it is known over TLS; none if its settings are unsound.
  public List<AlternativeName> certificateNames() {
    return SettingsReader.read(settings, ReplyCheck.NONE) instanceof SettingsReading.Sound sound
        ? sound.rules().radSec().names()
        : List.of();
  }

  public Optional<Instant> rotatingUntil() {
    return Optional.ofNullable(previousUntil);
  }

  public RegisteredGateway with(List<Network> networks, boolean enabled, GatewaySettings settings) {
    return new RegisteredGateway(name, networks, enabled, settings, previousUntil, createdAt);
  }
}
