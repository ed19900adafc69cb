package dev.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `radius test` against FreeRADIUS, which checks what we show by each scheme and proves itself by
/// MS-CHAPv2 with keys of its own making.
@Tag("interop")
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FreeradiusInteropTest {
  private static final Path FREERADIUS = Path.of("/usr/sbin/freeradius");
  private static final String PASSWORD = "correct-horse";
  private static final String SECRET = "a-secret-of-20-octets";
  private static final String SETTINGS =
      """
      prefix = /usr
      libdir = /usr/lib/freeradius
      raddbdir = {folder}
      run_dir = {folder}
      logdir = {folder}
      security {
        reject_delay = 0
      }
      client us {
        ipaddr = 127.0.0.1
        secret = {secret}
        require_message_authenticator = yes
      }
      modules {
        pap {
        }
        chap {
        }
        mschap {
          with_ntdomain_hack = yes
        }
      }
      server default {
        listen {
          type = auth
          ipaddr = 127.0.0.1
          port = {port}
        }
        authorize {
          update control {
            Cleartext-Password := "{password}"
          }
          chap
          mschap
          pap
        }
        authenticate {
          Auth-Type PAP {
            pap
          }
          Auth-Type CHAP {
            chap
          }
          Auth-Type MS-CHAP {
            mschap
          }
        }
      }
      """;

  private Process freeradius;
  private int port;

  /// On a machine of ours without FreeRADIUS these tests are left out; CI must have it.
  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    boolean there = Files.isExecutable(FREERADIUS);
    assumeTrue(
        there || "true".equals(System.getenv("CI")),
        "no " + FREERADIUS + ": install freeradius to test against it");
    assertThat(there).as("CI has " + FREERADIUS).isTrue();
    try (var free = new DatagramSocket()) {
      port = free.getLocalPort();
    }
    Files.writeString(folder.resolve("dictionary"), "$INCLUDE /usr/share/freeradius/dictionary\n");
    Files.writeString(
        folder.resolve("radiusd.conf"),
        SETTINGS
            .replace("{folder}", folder.toString())
            .replace("{secret}", SECRET)
            .replace("{password}", PASSWORD)
            .replace("{port}", String.valueOf(port)));
    freeradius =
        new ProcessBuilder(FREERADIUS.toString(), "-d", folder.toString(), "-f", "-l", "stdout")
            .redirectErrorStream(true)
            .start();
    awaitReady(freeradius);
  }

  private static void awaitReady(Process process) throws IOException {
    var said = new StringBuilder();
    var out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      if (line.contains("Ready to process requests")) {
        return;
      }
    }
    throw new AssertionError("FreeRADIUS did not start: " + said);
  }

  @AfterAll
  void stop() {
    if (freeradius != null) {
      freeradius.destroy();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pap", "chap", "mschap", "mschapv2"})
  void theRightPasswordIsAccepted(String scheme) {
    var terminal = new FakeTerminal(PASSWORD + "\n", List.of());
    assertThat(test(terminal, "jdoe", scheme)).as(said(terminal)).isZero();
    assertThat(terminal.printed()).contains("< Access-Accept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pap", "chap", "mschap", "mschapv2"})
  void anotherPasswordIsRejected(String scheme) {
    var terminal = new FakeTerminal("correct-house\n", List.of());
    assertThat(test(terminal, "jdoe", scheme)).as(said(terminal)).isEqualTo(1);
    assertThat(terminal.printed()).contains("< Access-Reject");
    boolean microsoft = scheme.startsWith("mschap");
    assertThat(terminal.complained().contains("the login failed (691)")).isEqualTo(microsoft);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdoe", "EXAMPLE\\jdoe", "jdoe@example.org"})
  void itsOwnProofAndItsKeysAreOurs(String name) {
    var terminal = new FakeTerminal(PASSWORD + "\n", List.of());
    assertThat(test(terminal, name, "mschapv2")).as(said(terminal)).isZero();
    assertThat(terminal.printed())
        .contains("the server proved that it knows the password")
        .contains("the MS-MPPE keys are those of this login");
  }

  private static String said(FakeTerminal terminal) {
    return terminal.printed() + terminal.complained();
  }

  private int test(Terminal terminal, String user, String scheme) {
    var surroundings =
        new Surroundings(
            terminal,
            Map.of("POSTERN_RADIUS_SECRET", SECRET),
            Path.of(""),
            false,
            InstantSource.system(),
            ZoneOffset.UTC,
            new Random());
    String to = "127.0.0.1:" + port;
    return Main.run(
        surroundings, "radius", "test", user, "--to", to, "--password-stdin", "--auth", scheme);
  }
}
