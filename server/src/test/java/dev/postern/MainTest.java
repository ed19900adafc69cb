package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aSoundConfigurationIsSaidToBe() throws IOException {
    Path file = Files.writeString(folder.resolve("postern.yaml"), "log: {level: info}\n");
    assertThat(run("check-config", file.toString())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("the configuration is sound\n");
  }

  @Test
  void everyProblemOfAConfigurationIsALine() throws IOException {
    Path file = Files.writeString(folder.resolve("postern.yaml"), "lag: {}\nlog: {level: loud}\n");
    assertThat(run("check-config", file.toString())).isOne();
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            file + ":1: lag: no such setting, did you mean log?",
            file + ":2: log.level: 'loud' is not known, known here: debug, error, info, warn");
  }

  @Test
  void checkConfigNamesAFileOfCertificatesThatCantBeUsed() throws IOException {
    var file = folder.resolve("postern.yaml");
    String none = folder.resolve("none.pem").toString();
    Files.writeString(file, "eap:\n  certificate: %s\n  key: %s\n".formatted(none, none));
    assertThat(run("check-config", file.toString())).isOne();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("can't use " + none);
  }

  @Test
  void filesOfCertificatesAreLookedAtToo() throws IOException {
    String radSec =
        "radsec:\n  certificate: %1$s/radsec.pem\n  key: %1$s/radsec-key.pem\n".formatted(folder);
    Path file = Files.writeString(folder.resolve("postern.yaml"), radSec);
    assertThat(run("check-config", file.toString())).isOne();
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(file + ":2: radsec.certificate is of no use without radsec.ca");
    err.reset();
    Files.writeString(file, radSec + "  ca: %s/radsec-ca.pem\n".formatted(folder));
    assertThat(run("check-config", file.toString())).isOne();
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("can't use " + folder + "/radsec-ca.pem");
  }

  @Test
  void theServerDoesNotStartOnAnUnsoundConfiguration() {
    assertThat(run("serve", "--config", folder.resolve("none").toString())).isOne();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("no such file");
  }

  @Test
  void anyOtherWordIsWrongUse() {
    for (List<String> words :
        List.of(
            List.<String>of(),
            List.of("sreve"),
            List.of("serve", "now"),
            List.of("migrate", "-x"))) {
      assertThat(run(words.toArray(String[]::new))).isEqualTo(2);
    }
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage: postern serve");
  }

  private int run(String... words) {
    var main =
        new Main(
            Map.of(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return main.run(List.of(words));
  }
}
