package dev.postern.eap;

import dev.postern.certificate.PemFiles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How many conversations may be open on this node, how long one waits for its client, and the
/// certificate by which clients know the server, if there is one.
public record EapSettings(int conversations, Duration patience, List<PemFiles> given) {
  public static final EapSettings DEFAULT =
      new EapSettings(2000, Duration.ofSeconds(60), List.of());

  public EapSettings {
    given = List.copyOf(given);
    if (conversations < 10 || conversations > 100_000) {
      throw new IllegalArgumentException("conversations must be 10 to 100000");
    }
    if (patience.toSeconds() < 5 || patience.toSeconds() > 600) {
      throw new IllegalArgumentException("patience must be 5 s to 600 s");
    }
  }

  public Optional<PemFiles> pem() {
    return given.stream().findFirst();
  }
}
