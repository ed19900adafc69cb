package dev.postern.radsec;

import dev.postern.certificate.AlternativeName;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The certificates that a peer has shown, its own first.
record Shown(List<X509Certificate> chain, List<AlternativeName> names) {
  private static final int LONGEST = 300;

  Shown {
    chain = List.copyOf(chain);
    names = List.copyOf(names);
  }

  static Shown of(List<X509Certificate> chain) {
    return new Shown(chain, AlternativeName.of(chain.getFirst()));
  }

  String text() {
    return text(chain.getFirst());
  }

  /// Until when all of them are good.
  Instant goodUntil() {
    return chain.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  /// What it says of its owner, as it may stand in a log.
  static String text(X509Certificate certificate) {
    String names =
        AlternativeName.of(certificate).stream()
            .map(AlternativeName::toString)
            .collect(Collectors.joining(", "));
    String all =
        certificate.getSubjectX500Principal().getName()
            + (names.isEmpty() ? ", without a name that counts" : ", " + names);
    String clean = all.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
  }
}
