package dev.postern.eap;

import java.time.Duration;

/// How many conversations may be open on this node, and how long one waits for its client.
public record EapSettings(int conversations, Duration patience) {
  public static final EapSettings DEFAULT = new EapSettings(2000, Duration.ofSeconds(60));

  public EapSettings {
    if (conversations < 10 || conversations > 100_000) {
      throw new IllegalArgumentException("conversations must be 10 to 100000");
    }
    if (patience.toSeconds() < 5 || patience.toSeconds() > 600) {
      throw new IllegalArgumentException("patience must be 5 s to 600 s");
    }
  }
}
