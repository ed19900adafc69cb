package dev.postern.config;

import dev.postern.certificate.PemFiles;
import dev.postern.http.HttpSettings;
import java.util.List;
import java.util.Optional;

/// Where operators are served, and under which certificate: one of their own or, if they give none,
/// one that the server makes itself.
public record ApiSettings(HttpSettings http, List<PemFiles> given) {
  public ApiSettings {
    given = List.copyOf(given);
  }

  public Optional<PemFiles> pem() {
    return given.stream().findFirst();
  }
}
