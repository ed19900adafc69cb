package dev.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RadiusCommandsTest {
  /// RFC 6238, appendix B: the key of the SHA-1 vectors, at 59 s, where 94287082 is shown.
  private static final String URI =
      "otpauth://totp/Postern:jdoe?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8";

  private static final String CODE = "94287082";

  @TempDir Path folder = Path.of("");

  @Test
  void theChallengeIsAnsweredWithTheCodeThatTheUriMakes() throws IOException {
    Path uri = Files.writeString(folder.resolve("uri"), URI + "\n");
    try (var server = new FakeRadiusServer(CODE, 0)) {
      var terminal = new FakeTerminal("correct-horse\n", List.of());
      int exit = test(terminal, server.address(), "--key-uri-file", uri.toString());
      assertThat(terminal.complained()).isEmpty();
      assertThat(exit).isZero();
      assertThat(terminal.printed())
          .containsSubsequence(
              "> Access-Request id ",
              "User-Name = ",
              "User-Password = [redacted]",
              "< Access-Challenge id ",
              "Reply-Message = ",
              "Enter token code",
              "State = [redacted]",
              "> Access-Request id ",
              "State = [redacted]",
              "< Access-Accept id ",
              "Fortinet-Group-Name = ",
              "accepted")
          .doesNotContain("correct-horse", CODE, FakeRadiusServer.SECRET);
    }
  }

  /// The password goes by the scheme, the code in User-Password.
  @ParameterizedTest
  @CsvSource({
    "pap,User-Password",
    "chap,CHAP-Password",
    "mschap,MS-CHAP-Response",
    "mschapv2,MS-CHAP2-Response"
  })
  void thePasswordIsShownByTheSchemeAndTheCodeByPap(String scheme, String attribute) {
    try (var server = new FakeRadiusServer(CODE, 0)) {
      var terminal = new FakeTerminal("correct-horse\n", List.of());
      int exit = test(terminal, server.address(), "--auth", scheme, "--code", CODE);
      assertThat(terminal.complained()).isEmpty();
      assertThat(exit).isZero();
      assertThat(terminal.printed())
          .containsSubsequence(
              attribute + " = [redacted]", "< Access-Challenge", "User-Password = [redacted]")
          .doesNotContain("correct-horse", CODE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pap", "chap", "mschap", "mschapv2"})
  void aWrongPasswordIsRejectedByEveryScheme(String scheme) {
    try (var server = new FakeRadiusServer(CODE, 0)) {
      var terminal = new FakeTerminal("Correct-horse\n", List.of());
      assertThat(test(terminal, server.address(), "--auth", scheme)).isEqualTo(1);
      assertThat(terminal.printed()).endsWith("not accepted\n");
      assertThat(terminal.complained()).contains("the password has expired (648)");
    }
  }

  /// The first request bears the proof; the keys come with the reply to the second.
  @Test
  void theServersOwnProofAndItsKeysAreCompared() {
    try (var server = new FakeRadiusServer(CODE, 0)) {
      var terminal = new FakeTerminal("correct-horse\n", List.of());
      assertThat(test(terminal, server.address(), "--auth", "mschapv2", "--code", CODE)).isZero();
      assertThat(terminal.printed())
          .contains("MS-CHAP2-Success = [redacted]", "MS-MPPE-Send-Key = [redacted]")
          .endsWith(
              """
              the server proved that it knows the password
              the MS-MPPE keys are those of this login
              accepted
              """);
    }
  }

  /// RFC 2759, section 5: a peer hangs up.
  @Test
  void aServerThatDoesNotKnowThePasswordIsNotAccepted() {
    try (var server = new FakeRadiusServer(CODE, 0, FakeRadiusServer.Manner.LYING)) {
      var terminal = new FakeTerminal("correct-horse\n", List.of());
      assertThat(test(terminal, server.address(), "--auth", "mschapv2", "--append", "--code", CODE))
          .isEqualTo(1);
      assertThat(terminal.printed()).contains("< Access-Accept").endsWith("\nnot accepted\n");
      assertThat(terminal.complained())
          .contains("the MS-CHAP2-Success is not what this password makes")
          .contains("warning: the MS-MPPE keys are not those of this login");
    }
  }

  @Test
  void aServerThatProvesNothingIsNotAccepted() {
    try (var server = new FakeRadiusServer(CODE, 0, FakeRadiusServer.Manner.SILENT)) {
      var terminal = new FakeTerminal("correct-horse\n", List.of());
      assertThat(test(terminal, server.address(), "--auth", "mschapv2", "--append", "--code", CODE))
          .isEqualTo(1);
      assertThat(terminal.complained()).contains("the Accept bears no MS-CHAP2-Success");
      assertThat(terminal.printed()).contains("the Accept bears no MS-MPPE keys");
    }
  }

  @Test
  void aSchemeThatIsNotKnownMeetsTheList() {
    var terminal = new FakeTerminal("x\n", List.of());
    assertThat(test(terminal, "127.0.0.1:9", "--auth", "eap")).isEqualTo(2);
    assertThat(terminal.complained()).contains("--auth is one of pap, chap, mschap, mschapv2");
  }

  @Test
  void aPersonIsAskedWithTheServersOwnPrompt() {
    try (var server = new FakeRadiusServer(CODE, 0)) {
      var terminal = new FakeTerminal("", List.of("correct-horse", CODE));
      assertThat(test(terminal, server.address())).isZero();
      assertThat(terminal.complained().lines()).containsExactly("password:", "Enter token code:");
    }
  }

  @Test
  void theCodeIsAppendedIfWanted() {
    try (var server = new FakeRadiusServer(CODE, 0)) {
      var terminal = new FakeTerminal("correct-horse\n", List.of());
      assertThat(test(terminal, server.address(), "--append", "--code", CODE)).isZero();
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void aRejectEndsWithOne() {
    try (var server = new FakeRadiusServer(CODE, 0)) {
      var terminal = new FakeTerminal("correct-horse\n", List.of());
      assertThat(test(terminal, server.address(), "--code", "000000")).isEqualTo(1);
      assertThat(terminal.printed()).contains("< Access-Reject id ").endsWith("not accepted\n");
    }
  }

  @Test
  void whenNoAnswerComesTheSameOctetsAreSentAgain() {
    try (var server = new FakeRadiusServer(CODE, 1)) {
      var terminal = new FakeTerminal("wrong\n", List.of());
      assertThat(test(terminal, server.address(), "--timeout", "100ms")).isEqualTo(1);
      assertThat(server.received()).hasSize(2);
      assertThat(server.received().get(1)).isEqualTo(server.received().get(0));
      assertThat(terminal.printed()).contains(" at try 2");
    }
  }

  @Test
  void noAnswerAtAllEndsWithThree() {
    try (var server = new FakeRadiusServer(CODE, 9)) {
      var terminal = new FakeTerminal("x\n", List.of());
      assertThat(test(terminal, server.address(), "--timeout", "50ms", "--tries", "2"))
          .isEqualTo(3);
      assertThat(server.received()).hasSize(2);
      assertThat(terminal.complained()).contains("no answer from ", "hint: a server is silent");
    }
  }

  @Test
  void aServerThatIsNotThereEndsWithThree() {
    var terminal = new FakeTerminal("x\n", List.of());
    assertThat(test(terminal, "127.0.0.1:9")).isEqualTo(3);
    assertThat(terminal.complained()).contains("nobody listens for RADIUS at 127.0.0.1:9");
  }

  @Test
  void withoutACodeAndATerminalTheChallengeStaysUnanswered() {
    try (var server = new FakeRadiusServer(CODE, 0)) {
      var terminal = new FakeTerminal("correct-horse\n", List.of());
      assertThat(test(terminal, server.address())).isEqualTo(1);
      assertThat(terminal.complained()).contains("a code was asked for", "hint: give it with");
    }
  }

  @Test
  void attributesGoByTheirNamesAndWrongNamesMeetASuggestion() {
    try (var server = new FakeRadiusServer(CODE, 0)) {
      var terminal = new FakeTerminal("x\n", List.of());
      test(terminal, server.address(), "--attribute", "Fortinet-Vdom-Name=guests");
      assertThat(terminal.printed()).contains("Fortinet-Vdom-Name = ").contains("guests");
      var other = new FakeTerminal("x\n", List.of());
      assertThat(test(other, server.address(), "--attribute", "Callin-Station-Id=x")).isEqualTo(2);
      assertThat(other.complained()).contains("did you mean Calling-Station-Id");
    }
  }

  private int test(Terminal terminal, String to, String... more) {
    var words = new ArrayList<>(List.of("radius", "test", "jdoe", "--to", to));
    words.addAll(List.of(more));
    if (!terminal.interactive()) {
      words.add("--password-stdin");
    }
    var surroundings =
        new Surroundings(
            terminal,
            Map.of("POSTERN_RADIUS_SECRET", FakeRadiusServer.SECRET),
            folder,
            false,
            InstantSource.fixed(Instant.ofEpochSecond(59)),
            ZoneOffset.UTC,
            new Random(7));
    return Main.run(surroundings, words.toArray(new String[0]));
  }
}
