package dev.postern.mschap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// An example of an RFC: a name and a value on each line.
record Vector(Map<String, String> values) {
  static Vector of(String name) {
    try (var in = Vector.class.getResourceAsStream("/vectors/" + name)) {
      return new Vector(
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split(" +", 2))
              .collect(Collectors.toMap(part -> part[0], part -> part[1])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  Octets octets(String name) {
    return Octets.hex(text(name));
  }

  SecretOctets secret(String name) {
    return SecretOctets.copyOf(octets(name).toArray());
  }

  NtHash hash() {
    return NtHash.of(SecretOctets.utf8(text("password")));
  }
}
