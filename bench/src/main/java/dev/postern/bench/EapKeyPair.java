package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// A server's certificate and its key, as files that every server reads; made by openssl, which
/// whoever has FreeRADIUS has.
record EapKeyPair(Path certificate, Path key) {
  /// The kinds of key that are measured.
  enum Kind {
    P256("ec", "ec_paramgen_curve:P-256"),
    RSA2048("rsa", "rsa_keygen_bits:2048");

    private final String algorithm;
    private final String option;

    Kind(String algorithm, String option) {
      this.algorithm = algorithm;
      this.option = option;
    }
  }

  static EapKeyPair make(Path folder, Kind kind) throws IOException, InterruptedException {
    var pair = new EapKeyPair(folder.resolve("eap.pem"), folder.resolve("eap-key.pem"));
    var command =
        new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-days", "30", "-sha256"));
    command.addAll(List.of("-newkey", kind.algorithm, "-pkeyopt", kind.option));
    command.addAll(List.of("-subj", "/CN=radius.example.org"));
    command.addAll(List.of("-addext", "subjectAltName=DNS:radius.example.org"));
    command.addAll(List.of("-keyout", pair.key.toString(), "-out", pair.certificate.toString()));
    Path said = folder.resolve("openssl.log");
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("openssl:\n" + Files.readString(said));
    }
    Files.setPosixFilePermissions(pair.key, PosixFilePermissions.fromString("rw-------"));
    return pair;
  }
}
