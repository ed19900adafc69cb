package dev.postern;

import dev.postern.config.Config;
import dev.postern.crypto.KeyRing;
import dev.postern.crypto.Sealer;
import java.security.SecureRandom;
import java.time.InstantSource;

/// What everything else stands on: settings, time, chance, and the keys that open the database's
/// secrets.
record Ground(
    Config config, InstantSource clock, SecureRandom random, KeyRing ring, Sealer sealer) {
  static Ground lay(Config config, InstantSource clock) {
    var random = new SecureRandom();
    var ring = KeyRings.open(config.keys(), random);
    return new Ground(config, clock, random, ring, new Sealer(ring, random));
  }
}
