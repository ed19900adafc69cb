package dev.postern;

import dev.postern.config.Config;
import dev.postern.crypto.HeldKeys;
import dev.postern.crypto.Sealer;
import java.security.SecureRandom;
import java.time.InstantSource;

/// What everything else stands on: settings, time, chance, and the keys that open the database's
/// secrets.
record Ground(
    Config config, InstantSource clock, SecureRandom random, HeldKeys keys, Sealer sealer) {
  static Ground lay(Config config, InstantSource clock) {
    var random = new SecureRandom();
    var keys = new HeldKeys(KeyRings.open(config.keys(), random));
    var sealer = new Sealer(keys.ring(), random);
    keys.handTo(sealer::take);
    return new Ground(config, clock, random, keys, sealer);
  }
}
